// The same page in two windows.

import { control, expect, ready, saved, state, test } from './support/test.js';

const PAGE = '/diary/acquaintance/once';

async function twoWindows(enter) {
  const windows = [await enter('novichok'), await enter('novichok')];
  for (const page of windows) {
    await page.goto(PAGE);
    await ready(page);
  }
  return windows;
}

const BOTH = 'Это поле меняли в двух окнах или на двух устройствах. Обе версии целы, более ранние есть в истории страницы.';
const CHOICES = [
  { name: 'keeps what was saved first', button: (group) => group.getByRole('button', { name: 'Оставить эту' }).first(), stays: /^Из первого окна$/ },
  { name: 'keeps the other window’s', button: (group) => group.getByRole('button', { name: 'Оставить эту' }).last(), stays: /^Из второго окна$/ },
  { name: 'keeps both', button: (group) => group.getByRole('button', { name: 'Сохранить обе подряд' }), stays: /Из первого окна\s+Из второго окна/ },
];

for (const { name, button, stays } of CHOICES) {
  test(`a student whose two windows disagree is told, sees both texts and ${name}`, async ({ enter }) => {
    const [first, second] = await twoWindows(enter);
    await saved(first, () => control(first, 'good_day').fill('Из первого окна'));
    await control(second, 'good_day').fill('Из второго окна');
    await expect(state(second)).toHaveText('эту страницу меняли и в другом месте; обе версии целы');
    await second.getByRole('button', { name: 'Посмотреть обе' }).click();
    const group = second.getByRole('group', { name: BOTH });
    await expect(group).toContainText('Из первого окна');
    await expect(group).toContainText('Из второго окна');
    await button(group).click();
    await expect(second.getByText(BOTH)).toHaveCount(0);
    await expect(control(second, 'good_day')).toHaveValue(stays);
    await second.reload();
    await expect(control(second, 'good_day')).toHaveValue(stays);
  });
}

test('who went on writing in the window that was saved first is told of both texts and led to them', async ({ enter }) => {
  const [first, second] = await twoWindows(enter);
  await saved(first, () => control(first, 'good_day').fill('Из первого окна'));
  await control(second, 'good_day').fill('Из второго окна');
  await expect(second.getByRole('button', { name: 'Посмотреть обе' })).toBeVisible();
  await control(first, 'proud').fill('Дальше в первом окне');
  await expect(state(first)).toHaveText('эту страницу меняли и в другом месте; обе версии целы');
  await first.getByRole('button', { name: 'Посмотреть обе' }).click();
  await expect(first.getByRole('group', { name: BOTH })).toContainText('Из второго окна');
  await expect(control(first, 'proud')).toHaveValue('Дальше в первом окне');
});

test('a page in conflict is not shown before the student chooses', async ({ enter }) => {
  const [first, second] = await twoWindows(enter);
  await saved(first, () => control(first, 'good_day').fill('Из первого окна'));
  await control(second, 'good_day').fill('Из второго окна');
  await second.getByRole('button', { name: 'Показать' }).click();
  await expect(second.getByText('Сначала выбери, какая из двух версий остаётся.')).toBeVisible();
  await expect(second.getByRole('group', { name: BOTH })).toContainText('Из второго окна');
});

test('changes to different fields meet without a question', async ({ enter }) => {
  const [first, second] = await twoWindows(enter);
  await saved(first, () => control(first, 'good_day').fill('Из первого окна'));
  await saved(second, () => control(second, 'proud').fill('Из второго окна'));
  await saved(first, () => control(first, 'good_day').fill('Из первого окна, дальше'));
  for (const page of [first, second]) {
    await page.reload();
    await expect(control(page, 'good_day')).toHaveValue('Из первого окна, дальше');
    await expect(control(page, 'proud')).toHaveValue('Из второго окна');
    await expect(page.getByText(BOTH)).toHaveCount(0);
  }
});

test('a student who goes on typing in a disputed field is not asked twice', async ({ enter }) => {
  const [first, second] = await twoWindows(enter);
  await saved(first, () => control(first, 'good_day').fill('Из первого окна'));
  await control(second, 'good_day').fill('Из второго окна');
  await expect(state(second)).toHaveText(/меняли и в другом месте/);
  const answer = second.waitForResponse('**/api/v1/diary/save');
  await control(second, 'good_day').fill('Из второго окна, дальше');
  expect((await answer).status()).toBe(200);
  await second.reload();
  const group = second.getByRole('group', { name: BOTH });
  await expect(group).toHaveCount(1);
  await expect(group).toContainText('Из второго окна, дальше');
  await expect(group).toContainText('Из первого окна');
});

test('rows that two windows add, change and remove meet without a question', async ({ enter }) => {
  const [first, second] = [await enter('novichok'), await enter('novichok')];
  const open = async (page) => {
    await page.goto('/diary/want_can_need/once');
    await ready(page);
  };
  const cells = (page) => page.locator('#want .row-item textarea');
  const written = (page) => cells(page).evaluateAll((all) => all.map((area) => area.value).filter(Boolean));
  await open(first);
  await open(second);
  await saved(first, () => cells(first).first().fill('петь'));
  await saved(second, () => cells(second).first().fill('рисовать'));
  await open(first);
  await open(second);
  expect(await written(first)).toEqual(['петь', 'рисовать']);
  await saved(first, () => cells(first).first().fill('петь в хоре'));
  await saved(second, () => second.locator('#want .row-item').nth(1).locator('[data-remove]').click());
  await saved(first, () => first.locator('#want .row-item textarea').nth(2).fill('бегать'));
  for (const page of [first, second]) {
    await open(page);
    expect(await written(page)).toEqual(['петь в хоре', 'бегать']);
    await expect(page.getByText(BOTH)).toHaveCount(0);
  }
});
