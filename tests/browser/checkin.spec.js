// «Как ты сейчас?»: one tap, more for who wants it, and who may see it.

import { expect, ready, test } from './support/test.js';

const status = (page) => page.locator('form#checkin').getByRole('status');

const answered = (page) => page.waitForResponse('**/api/v1/checkin');

async function tap(page, word) {
  const answer = answered(page);
  await page.locator('form#checkin .moods').getByText(word, { exact: true }).click();
  expect((await answer).status()).toBe(200);
  await expect(status(page)).toHaveText(/^сохранено в \d{1,2}:\d\d$/);
}

test('a student checks in with one tap, adds details, and the psychologist sees one check-in', async ({ enter }) => {
  const student = await enter('novichok');
  await student.goto('/');
  await ready(student, 'checkin');
  await tap(student, 'хорошо');
  const form = student.locator('form#checkin');
  await form.getByText('Подробнее').click();
  const answer = answered(student);
  await form.getByRole('group', { name: 'Силы' }).getByText('4', { exact: true }).click();
  await form.getByLabel('Сон, часов').fill('7,5');
  await form.getByText('друзья', { exact: true }).click();
  await form.getByLabel('Несколько слов для себя').fill('Пели у костра');
  await form.getByText('показать эти слова психологу').click();
  expect((await answer).status()).toBe(200);
  await expect(status(student)).toHaveText(/^сохранено в/);
  await student.goto('/checkins');
  await expect(student.getByRole('radio', { name: 'хорошо' })).toBeChecked();
  await expect(student.getByLabel('Сон, часов')).toHaveValue('7,5');

  const psychologist = await enter('inna');
  await psychologist.goto('/wellbeing');
  await psychologist.getByRole('link', { name: 'Степан Н.' }).first().click();
  await expect(psychologist.getByRole('img')).toBeVisible();
  const rows = psychologist.locator('tbody tr');
  await expect(rows).toHaveCount(1);
  for (const text of ['4, хорошо', '7,5', 'друзья', 'Пели у костра']) await expect(rows).toContainText(text);
});

test('words that a student keeps to themselves do not reach the psychologist', async ({ enter }) => {
  const student = await enter('novichok');
  await student.goto('/');
  await ready(student, 'checkin');
  await tap(student, 'неважно');
  await student.locator('form#checkin').getByText('Подробнее').click();
  const answer = answered(student);
  await student.getByLabel('Несколько слов для себя').fill('Только себе');
  expect((await answer).status()).toBe(200);
  await student.goto('/checkins');
  await expect(student.getByLabel('Несколько слов для себя')).toHaveValue('Только себе');
  const psychologist = await enter('inna');
  await psychologist.goto('/wellbeing');
  await psychologist.getByRole('link', { name: 'Степан Н.' }).first().click();
  await expect(psychologist.locator('tbody tr')).toContainText('неважно');
  await expect(psychologist.locator('tbody tr')).not.toContainText('Только себе');
});

test('details without a face are not lost on the page, and it says what is missing', async ({ enter }) => {
  const student = await enter('novichok');
  await student.goto('/');
  await ready(student, 'checkin');
  await student.locator('form#checkin').getByText('Подробнее').click();
  const answer = answered(student);
  await student.getByLabel('Сон, часов').fill('8');
  expect((await answer).status()).toBe(200);
  await expect(student.locator('#problem-checkin')).toContainText('Сначала отметь настроение');
  await expect(student.getByLabel('Сон, часов')).toHaveValue('8');
  await tap(student, 'ровно');
  await expect(student.locator('#problem-checkin')).toBeHidden();
});

test('nobody but the psychologist finds anything about wellbeing', async ({ enter, troubles }) => {
  troubles.allow(/status of 404/);
  const psychologist = await enter('inna');
  await psychologist.goto('/wellbeing');
  const student = await psychologist.locator('main a[href^="/wellbeing/"]').first().getAttribute('href');
  for (const login of ['olga', 'natalya', 'anton', 'varya']) {
    const page = await enter(login);
    for (const address of ['/wellbeing', student]) {
      expect((await page.goto(address)).status(), `${login} at ${address}`).toBe(404);
      await expect(page.getByRole('heading', { name: 'Такой страницы нет' })).toBeVisible();
    }
  }
});
