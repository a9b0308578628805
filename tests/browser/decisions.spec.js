// Decisions one after the other, with and without script: two taps each, and a slip is undone.

import { expect, test } from './support/test.js';

for (const script of [true, false]) {
  for (const [name, viewport] of Object.entries({ phone: { width: 360, height: 780 }, desk: { width: 1366, height: 768 } })) {
    test(`a tutor decides two taps at a time and undoes a slip, on a ${name} ${script ? 'with' : 'without'} script`, async ({
      enter,
    }) => {
      const tutor = await enter('luda', { javaScriptEnabled: script, viewport });
      await tutor.goto('/decisions');
      const waiting = await tutor.locator('.queue a').count();
      const version = tutor.locator('.queue a', { hasText: 'версия 2: согласовать' }).first();
      await version.click();
      await expect(tutor.getByRole('heading', { name: 'Что изменилось' })).toBeInViewport();
      await expect(tutor.getByText('Сейчас действует версия 1.')).toBeVisible();
      await tutor.getByRole('button', { name: 'Согласовать версию 2' }).click();
      await expect(tutor.getByText('Сделано. Версия 2 согласована.')).toBeInViewport();
      await tutor.getByRole('button', { name: 'Отменить моё решение' }).click();
      await expect(tutor.getByText('Решение отменено')).toBeVisible();
      await tutor.getByRole('button', { name: 'Согласовать версию 2' }).click();
      const told = tutor.locator('.told', { hasText: 'Сделано' });
      await expect(told.getByRole('link', { name: 'Следующее решение' })).toBeInViewport();
      const before = tutor.url();
      await told.getByRole('link', { name: 'Следующее решение' }).click();
      expect(tutor.url()).not.toBe(before);
      await expect(tutor.locator('.crumb a').first()).toHaveAttribute('href', '/decisions');
      await tutor.goto('/decisions');
      // It waits for the parents now, with its tutor still.
      await expect(tutor.locator('.queue a')).toHaveCount(waiting);
      await expect(tutor.locator('.queue a', { hasText: 'версия 2: лист на подпись' })).toHaveCount(1);
    });
  }
}
