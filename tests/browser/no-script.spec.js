// Every form works without script.

import { arrives, control, expect, shownOf, test } from './support/test.js';

const PLAIN = { javaScriptEnabled: false };

test('without script a student writes, adds and drops rows, saves and shows; the tutor answers', async ({ enter }) => {
  const student = await enter('nika', PLAIN);
  await student.goto('/diary/want_can_need/once');
  const want = (row) => student.locator('#want .row-item textarea').nth(row);
  const filled = async () => {
    const values = [];
    for (const input of await student.locator('#want .row-item textarea').all()) values.push(await input.inputValue());
    return values.filter(Boolean);
  };
  const rows = student.locator('#want .row-item');
  for (const input of await student.locator('#want .row-item textarea').all()) await input.fill('');
  await want(0).fill('петь');
  await student.locator('#want').getByRole('button', { name: 'Добавить строку' }).click();
  await expect(student).toHaveURL(/more=want#want$/);
  await expect(rows, 'one filled, one that always waits, one asked for').toHaveCount(3);
  expect(await filled()).toEqual(['петь']);
  await want(1).fill('плавать');
  await want(2).fill('паять');
  await student.getByRole('button', { name: 'Убрать: Строка 2' }).first().click();
  expect(await filled()).toEqual(['петь', 'паять']);
  await control(student, 'overlap').fill('Песни у костра');
  await student.getByRole('button', { name: 'Сохранить', exact: true }).last().click();
  await expect(student.getByRole('status').first()).toHaveText(/^сохранено в/);
  await expect(control(student, 'overlap')).toHaveValue('Песни у костра');
  await student.getByRole('button', { name: /^Показать/ }).click();
  await expect(student.getByText('Страница показана.')).toBeVisible();

  const tutor = await enter('olga', PLAIN);
  await (await shownOf(tutor, 'Тетерина')).filter({ hasText: 'Хочу — могу — нужно' }).first().click();
  await expect(tutor.locator('#overlap')).toContainText('Песни у костра');
  const margin = tutor.locator('section.words').last();
  await margin.getByText('К странице целиком').click();
  await margin.getByLabel('Комментарий на полях').fill('Слышно отсюда');
  await margin.getByRole('button', { name: 'Отправить' }).click();
  await expect(margin.locator('.note.mine')).toContainText('Слышно отсюда');

  await arrives(student, '/diary/want_can_need/once', 'Слышно отсюда');
  const words = student.locator('section.words');
  await expect(words).toContainText('Слышно отсюда');
  await words.locator('summary', { hasText: 'Ответить' }).click();
  await words.getByRole('textbox').fill('Приходите');
  await words.getByRole('button', { name: 'Отправить' }).click();
  await expect(student.locator('.note.mine')).toContainText('Приходите');
});

test('without script a student checks in and adds details to the same check-in', async ({ enter }) => {
  const student = await enter('novichok', PLAIN);
  await student.goto('/checkins');
  await student.locator('form#checkin .moods').getByText('отлично', { exact: true }).click();
  await student.getByRole('button', { name: 'Отметить' }).click();
  await expect(student).toHaveURL('/checkins?kept=1');
  await expect(student.getByRole('radio', { name: 'отлично' })).toBeChecked();
  await student.getByText('Подробнее').click();
  await student.getByLabel('Сон, часов').fill('9');
  await student.getByRole('button', { name: 'Отметить' }).click();
  await expect(student.getByLabel('Сон, часов')).toHaveValue('9');
  const psychologist = await enter('inna', PLAIN);
  await psychologist.goto('/wellbeing');
  await psychologist.getByRole('link', { name: 'Степан Н.' }).first().click();
  await expect(psychologist.locator('tbody tr')).toHaveCount(1);
});

test('without script no island says anything that is not so', async ({ enter }) => {
  const student = await enter('novichok', PLAIN);
  await student.goto('/diary/acquaintance/once');
  await expect(student.getByRole('button', { name: 'Войти и вернуться к тексту' })).toHaveCount(0);
  await expect(student.getByRole('button', { name: 'Посмотреть обе' })).toHaveCount(0);
});

test('without script a session that ended keeps what was posted', async ({ enter, school }) => {
  const student = await enter('novichok', PLAIN);
  await student.goto('/diary/acquaintance/once');
  await control(student, 'good_day').fill('Отправлено слишком поздно');
  await school.restart('2026-11-25T08:12:00+08:00');
  await student.getByRole('button', { name: 'Сохранить', exact: true }).last().click();
  await expect(student).toHaveURL(/kept=1/);
  await student.getByLabel('Имя для входа').fill('novichok');
  await student.getByLabel('Пароль').fill('demo-school-2026');
  await student.getByRole('button', { name: 'Войти', exact: true }).click();
  await expect(student).toHaveURL('/kept');
  await expect(control(student, 'good_day')).toHaveValue('Отправлено слишком поздно');
  await student.getByRole('button', { name: 'Да, сохранить' }).click();
  await expect(student).toHaveURL(/saved=1/);
  await expect(control(student, 'good_day')).toHaveValue('Отправлено слишком поздно');
});
