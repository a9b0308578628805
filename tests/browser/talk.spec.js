// «Хочу поговорить»: a message to a named adult, with and without script; help that is needed now.

import { expect, test } from './support/test.js';

for (const script of [true, false]) {
  const how = script ? 'with script' : 'without script';
  const context = script ? {} : { javaScriptEnabled: false };

  test(`a student asks a named adult in three taps and reads what became of it, ${how}`, async ({ enter }) => {
    const student = await enter('novichok', { ...context, viewport: { width: 360, height: 780 } });
    await student.goto('/');
    await student.getByRole('link', { name: 'Хочу поговорить' }).first().click();
    await expect(student.getByText('ничего не отправлено')).toBeVisible();
    await student.getByText('Инна Валентиновна, психолог').click();
    const send = student.getByRole('button', { name: 'Отправить: Инна Валентиновна' });
    await expect(send).toBeInViewport();
    await send.click();
    await expect(student).toHaveURL(/\/talk\/.+/);
    await expect(student.getByText(/Отправлено: Инна Валентиновна/)).toBeVisible();
    const address = new URL(student.url()).pathname;

    const psychologist = await enter('inna', context);
    await psychologist.goto('/requests');
    await expect(psychologist.locator('main')).not.toContainText('Новосёлов');
    const line = psychologist.locator('.queue a', { hasText: 'сегодня ·' }).filter({ hasText: 'Инна' });
    await line.click();
    await expect(psychologist.getByRole('heading', { name: /Новосёлов/ })).toBeVisible();
    await psychologist.getByRole('button', { name: 'Взять' }).click();
    await psychologist.getByLabel(/Ответ ученику/).fill('В среду в 14:30, кабинет 214');
    await psychologist.getByRole('button', { name: 'Назначить встречу' }).click();
    await expect(psychologist.getByText(/Встреча: вы/)).toBeVisible();

    await student.goto(address);
    for (const said of [/Открыто: Инна/, /Ответит: Инна/, /Встреча: Инна/, /кабинет 214/]) {
      await expect(student.getByText(said)).toBeVisible();
    }
    for (const place of ['/', '/diary', '/path']) {
      await student.goto(place);
      await expect(student.locator('main')).not.toContainText('кабинет 214');
    }
  });
}

test('help that is needed now stands on every page of who may take it, without a name', async ({ enter }) => {
  const psychologist = await enter('inna');
  const student = await enter('novichok');
  await student.goto('/talk');
  await student.getByText('помощь нужна сейчас').click();
  await student.getByRole('button', { name: 'Отправить психологам' }).click();
  await expect(student).toHaveURL(/\/talk\/.+/);
  await expect(student.getByRole('link', { name: '112' })).toHaveAttribute('href', 'tel:112');
  for (const place of ['/shown', '/wellbeing', '/settings']) {
    await psychologist.goto(place);
    await expect(psychologist.getByRole('alert')).toContainText('Нужна помощь сейчас');
    await expect(psychologist.getByRole('alert')).not.toContainText('Новосёлов');
  }
  await psychologist.getByRole('alert').getByRole('link').click();
  await psychologist.locator('.queue a.talk').first().click();
  await psychologist.getByRole('button', { name: 'Взять' }).click();
  await expect(psychologist.getByRole('alert')).toHaveCount(0);
});

test('a page that is already open learns within 20 s that help is needed, and that somebody took it', async ({ enter }) => {
  const [open, taker, student] = [await enter('inna'), await enter('inna'), await enter('novichok')];
  await open.goto('/wellbeing');
  await expect(open.locator('leptos-island .urgent')).toBeHidden();
  const before = await open.locator('h1').boundingBox();
  await student.goto('/talk');
  await student.getByText('помощь нужна сейчас').click();
  await student.getByRole('button', { name: 'Отправить психологам' }).click();
  await expect(student).toHaveURL(/\/talk\/.+/);
  await expect(open.getByRole('alert')).toContainText('Нужна помощь сейчас', { timeout: 20_000 });
  await expect(open.getByRole('alert')).not.toContainText('Новосёлов');
  expect(await open.locator('h1').boundingBox(), 'nothing moves under a finger').toEqual(before);

  await taker.goto('/requests');
  await taker.locator('.queue a.talk').first().click();
  await taker.getByRole('button', { name: 'Взять' }).click();
  await expect(taker.getByRole('alert')).toHaveCount(0);
  await expect(open.getByRole('alert')).toHaveCount(0, { timeout: 20_000 });
});
