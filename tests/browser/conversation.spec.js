// A page on its way from the student to the tutor and back.

import { arrives, control, expect, ready, saved, shownOf, state, test } from './support/test.js';

const TEXT = 'Утро на реке, потом чай с сестрой и никуда не спешить.';

test('a student writes, shows, is answered on the margin and answers back', async ({ enter, troubles }) => {
  troubles.allow(/status of 404/);
  const student = await enter('nika');
  await student.goto('/diary/acquaintance/once');
  await ready(student);
  await saved(student, () => control(student, 'good_day').fill(TEXT));
  await student.reload();
  await expect(control(student, 'good_day')).toHaveValue(TEXT);
  await expect(student.locator('#standing')).toContainText(/черновик|Изменения после этого видишь только ты/);
  await student.getByRole('button', { name: 'Показать', exact: false }).click();
  await expect(student.getByText('Страница показана.')).toBeVisible();
  await expect(student.locator('#standing')).toContainText('Новых изменений для взрослых нет');

  const tutor = await enter('olga');
  const line = (await shownOf(tutor, 'Тетерина')).filter({ hasText: 'Знакомство' }).first();
  await expect(line).toHaveClass(/unread/);
  await line.click();
  await expect(tutor.getByRole('heading', { name: 'Знакомство' })).toBeVisible();
  await expect(tutor.locator('#good_day')).toContainText(TEXT);
  const address = new URL(tutor.url()).pathname;

  const field = tutor.locator('.pair', { has: tutor.locator('#good_day') }).locator('aside');
  await field.getByText('К этому полю').click();
  await field.getByLabel('Комментарий на полях').fill('А какая это река?');
  await field.getByRole('button', { name: 'Отправить' }).click();
  await expect(field.locator('.note.mine')).toContainText('А какая это река?');
  const whole = tutor.locator('section.words');
  await whole.getByText('К странице целиком').click();
  await whole.getByLabel('Комментарий на полях').fill('Спасибо, что показываешь.');
  await whole.getByRole('button', { name: 'Отправить' }).click();
  await expect(whole.locator('.note.mine')).toContainText('Спасибо, что показываешь.');

  for (const login of ['bair', 'luda', 'anton', 'varya']) {
    const other = await enter(login);
    const answer = await other.goto(address);
    expect(answer.status(), `${login} at ${address}`).toBe(404);
    await expect(other.getByText('А какая это река?')).toHaveCount(0);
  }

  await arrives(student, '/', 'Спасибо, что показываешь.');
  await expect(student.locator('.words mark').first()).toBeVisible();
  await expect(student.locator('.words')).toContainText('Спасибо, что показываешь.');
  await student.locator('.note', { hasText: 'А какая это река?' }).getByRole('link').click();
  await expect(student).toHaveURL(/acquaintance\/once#good_day$/);
  const margin = student.locator('.pair', { has: student.locator('#good_day') }).locator('aside');
  await expect(margin.locator('.note')).toContainText('А какая это река?');
  await expect(student.locator('section.words .note')).toContainText('Спасибо, что показываешь.');
  await margin.locator('summary', { hasText: 'Ответить' }).click();
  await margin.getByRole('textbox').fill('Иркут, у моста.');
  await margin.getByRole('button', { name: 'Отправить' }).click();
  await expect(margin.locator('.note.mine')).toContainText('Иркут, у моста.');

  const answered = (await shownOf(tutor, 'Тетерина')).filter({ hasText: 'ответ на комментарий' }).first();
  await expect(answered).toContainText('Знакомство');
  await tutor.goto(address);
  await expect(tutor.locator('.note', { hasText: 'Иркут, у моста.' })).toBeVisible();

  await student.goto('/readings');
  await expect(student.locator('tbody tr').first()).toContainText('Ольга Сергеевна');
  await expect(student.locator('tbody tr').first()).toContainText('Знакомство');
});

test('a tutor who leaves in the middle of a word finds it again', async ({ enter }) => {
  const tutor = await enter('olga');
  await tutor.goto('/shown');
  await tutor.locator('.queue a').first().click();
  await expect(tutor.locator('form[id=word-page]')).toHaveAttribute('data-autosave', 'on');
  const whole = tutor.locator('section.words').last();
  await whole.getByText('К странице целиком').click();
  const answer = tutor.waitForResponse('**/api/v1/comment');
  await whole.getByLabel('Комментарий на полях').fill('Начало мысли');
  expect((await answer).status()).toBe(200);
  await expect(whole.getByRole('status')).toHaveText(/^черновик сохранён в \d{1,2}:\d\d, не отправлено$/);
  await tutor.reload();
  await expect(whole.getByLabel('Комментарий на полях')).toHaveValue('Начало мысли');
  await expect(whole.getByLabel('Комментарий на полях')).toBeVisible();
});

test('a comment is taken back before its student sees it, and read pages leave the list by a word', async ({ enter }) => {
  const tutor = await enter('olga');
  await tutor.goto('/shown');
  const waiting = tutor.locator('.queue a.unread');
  const first = await waiting.first().getAttribute('href');
  await waiting.first().click();
  await expect(tutor.locator('#settle')).toContainText(/Ждёт ответа/);
  await tutor.goto('/shown');
  expect(await waiting.first().getAttribute('href'), 'opening answers nothing').toBe(first);
  await waiting.first().click();
  await expect(tutor.locator('form[id=word-page]')).toHaveAttribute('data-autosave', 'on');
  const whole = tutor.locator('section.words').last();
  await whole.getByText('К странице целиком').click();
  await whole.getByLabel('Комментарий на полях').fill('Не туда нажала');
  await whole.getByRole('button', { name: 'Отправить' }).click();
  await whole.getByRole('button', { name: 'Отменить отправку' }).click();
  await expect(whole.getByLabel('Комментарий на полях')).toHaveValue('Не туда нажала');
  await expect(whole.locator('.note.mine', { hasText: 'Не туда нажала' })).toHaveCount(0);
  // What was begun is easily taken for said.
  await tutor.getByRole('button', { name: 'Прочитано' }).click();
  await expect(tutor.getByRole('alert').filter({ hasText: 'не отправлен' })).toBeVisible();
  await tutor.getByRole('button', { name: 'Прочитано, комментарий оставить черновиком' }).click();
  await expect(tutor.getByRole('status').filter({ hasText: 'Прочитано.' })).toBeVisible();
  await tutor.getByRole('button', { name: 'Отменить' }).first().click();
  await expect(tutor).toHaveURL(first);
  await tutor.getByRole('button', { name: 'Отложить' }).click();
  await expect(tutor.getByRole('status').filter({ hasText: 'Отложено до' })).toBeVisible();
  await tutor.goto('/shown');
  expect(await waiting.first().getAttribute('href')).not.toBe(first);
});

test('an adult sees what was shown, not what was written afterwards', async ({ enter }) => {
  const student = await enter('nika');
  await student.goto('/diary/acquaintance/once');
  await ready(student);
  await saved(student, () => control(student, 'good_day').fill(TEXT));
  await student.getByRole('button', { name: 'Показать' }).click();
  await expect(student.getByText('Страница показана.')).toBeVisible();
  await ready(student);
  await saved(student, () => control(student, 'good_day').fill('Это пока только моё.'));
  await expect(student.locator('#standing')).toContainText('Изменения после этого видишь только ты');
  await expect(state(student)).toBeVisible();
  const tutor = await enter('olga');
  await (await shownOf(tutor, 'Тетерина')).filter({ hasText: 'Знакомство' }).first().click();
  await expect(tutor.locator('#good_day')).toContainText(TEXT);
  await expect(tutor.getByText('Это пока только моё.')).toHaveCount(0);
});

test('a student brings back an older version from the history', async ({ enter }) => {
  const student = await enter('novichok');
  await student.goto('/diary/acquaintance/once');
  await ready(student);
  await saved(student, () => control(student, 'good_day').fill('Первая мысль.'));
  await student.getByRole('button', { name: 'Показать' }).click();
  await expect(student.getByText('Страница показана.')).toBeVisible();
  await ready(student);
  await saved(student, () => control(student, 'good_day').fill('Вторая мысль.'));
  await student.getByRole('link', { name: 'История' }).click();
  await expect(student.locator('.history > li')).not.toHaveCount(0);
  const old = student.locator('.history > li', { has: student.getByRole('button', { name: 'Вернуть' }) }).filter({ hasText: 'Первая мысль.' }).first();
  await old.getByRole('button', { name: 'Вернуть' }).click();
  await expect(control(student, 'good_day')).toHaveValue('Первая мысль.');
  await student.getByRole('link', { name: 'История' }).click();
  await expect(student.locator('.history')).toContainText('Вторая мысль.');
});
