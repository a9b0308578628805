// Language, theme and cover.

import { expect, ready, test } from './support/test.js';

const paper = (page) => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);

test('switching the language keeps the page', async ({ enter }) => {
  const page = await enter('varya');
  await page.goto('/diary/values/once');
  await page.getByRole('button', { name: 'English' }).click();
  await expect(page).toHaveURL('/diary/values/once');
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Values');
  await ready(page);
  await page.getByRole('button', { name: 'Русский' }).click();
  await expect(page).toHaveURL('/diary/values/once');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Ценности');
});

test('a stranger reads the door in English too', async ({ stranger }) => {
  const page = await stranger();
  await page.goto('/sign-in?failed=1&next=/diary');
  await page.getByRole('button', { name: 'English' }).click();
  await expect(page).toHaveURL('/sign-in?failed=1&next=/diary');
  await expect(page.getByRole('heading', { name: 'Sign in', exact: true })).toBeVisible();
});

test('a chosen theme and cover are right from the first paint, on every device', async ({ enter }) => {
  const page = await enter('varya', { colorScheme: 'light' });
  await page.goto('/settings');
  const light = await paper(page);
  const accent = () => page.evaluate(() => getComputedStyle(document.querySelector('.rail .write')).color + getComputedStyle(document.querySelector('.rail .brand')).color);
  await page.getByText('тёмная', { exact: true }).click();
  await page.getByText('лес', { exact: true }).click();
  await page.getByRole('button', { name: 'Сохранить' }).click();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await expect(page.locator('html')).toHaveAttribute('data-cover', 'forest');
  await expect(page.getByRole('radio', { name: 'тёмная' })).toBeChecked();
  const [dark, forest] = [await paper(page), await accent()];
  expect(dark).not.toBe(light);
  const again = await enter('varya', { colorScheme: 'light' });
  const served = await (await again.goto('/diary')).text();
  expect(served).toMatch(/<html[^>]*data-theme="dark"/);
  expect(await paper(again)).toBe(dark);
  await expect(again.locator('.cover')).toHaveAttribute('data-cover', 'forest');
  await page.goto('/settings');
  await page.getByText('светлая', { exact: true }).click();
  await page.getByText('слива', { exact: true }).click();
  await page.getByRole('button', { name: 'Сохранить' }).click();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'light');
  await page.reload();
  expect(await paper(page)).toBe(light);
  expect(await accent()).not.toBe(forest);
});

test('who has not chosen a theme gets the device’s', async ({ stranger }) => {
  const papers = [];
  for (const colorScheme of ['light', 'dark']) {
    const page = await stranger({ colorScheme });
    await page.goto('/sign-in');
    await expect(page.locator('html')).not.toHaveAttribute('data-theme');
    papers.push(await paper(page));
  }
  expect(papers[0]).not.toBe(papers[1]);
});
