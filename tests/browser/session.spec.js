// The door, and a session that ends in the middle of a sentence.

import { control, expect, ready, state, test } from './support/test.js';

const PAGE = '/diary/week/2026-w12';
const TEXT = 'Недописанная мысль о вечере';

async function typeIn(page, login) {
  await page.getByLabel('Имя для входа').fill(login);
  await page.getByLabel('Пароль').fill('demo-school-2026');
  await page.getByRole('button', { name: 'Войти', exact: true }).click();
}

/** The page asks whether to save what was typed; it is not saved before somebody says so. */
async function saysYes(page) {
  await expect(page).toHaveURL('/kept');
  await expect(page.getByRole('alert')).toContainText('ещё не сохранено');
  await expect(control(page, 'done')).toHaveValue(TEXT);
  await page.getByRole('button', { name: 'Да, сохранить' }).click();
}

async function endedInTheMiddle(enter, troubles, end) {
  troubles.allow(/status of 401/);
  const page = await enter('nika');
  await page.goto(PAGE);
  await ready(page);
  await end(page);
  await control(page, 'done').fill(TEXT);
  await expect(state(page)).toHaveText('вход закончился; текст здесь, после входа страница спросит, сохранить ли его');
  await expect(control(page, 'done')).toHaveValue(TEXT);
  await page.getByRole('button', { name: 'Войти и вернуться к тексту' }).click();
  return page;
}

async function isKept(page) {
  await expect(page).toHaveURL(/\/sign-in\?kept=1&next=/);
  await expect(page.getByText('Написанное не потеряно')).toBeVisible();
}

test('a student whose session ended a day later signs in, is asked about the sentence and saves it', async ({ enter, school, troubles }) => {
  const page = await endedInTheMiddle(enter, troubles, () => school.restart('2026-11-25T08:12:00+08:00'));
  await isKept(page);
  await typeIn(page, 'nika');
  await saysYes(page);
  await expect(page).toHaveURL(new RegExp(PAGE));
  await expect(control(page, 'done')).toHaveValue(TEXT);
  await page.reload();
  await expect(control(page, 'done')).toHaveValue(TEXT);
});

/** Signs in in another tab of the same browser, and comes back. */
async function inAnotherTab(page, login) {
  const door = await page.context().newPage();
  await door.goto('/sign-in');
  await typeIn(door, login);
  await expect(door.locator('nav')).toBeVisible();
  await page.bringToFront();
  await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
  return door;
}

test('a student whose session is gone with its cookie signs in in another tab, and the sentence is saved', async ({ enter, troubles }) => {
  troubles.allow(/status of 401/);
  const page = await enter('nika');
  await page.goto(PAGE);
  await ready(page);
  await page.context().clearCookies({ name: 'sid' });
  await control(page, 'done').fill(TEXT);
  await expect(state(page)).toHaveText('вход закончился; текст есть только на этой странице: войди в новой вкладке и вернись сюда');
  await expect(page.getByRole('link', { name: 'Войти в новой вкладке' })).toHaveAttribute('target', '_blank');
  await expect(page.getByRole('button', { name: 'Войти и вернуться к тексту' })).toBeHidden();
  await inAnotherTab(page, 'nika');
  await expect(state(page)).toContainText('сохранено в');
  await page.reload();
  await expect(control(page, 'done')).toHaveValue(TEXT);
});

test('what is typed on a page of somebody who is signed in no more goes to nobody else', async ({ enter, troubles }) => {
  troubles.allow(/status of 409/);
  const page = await enter('nika');
  await page.goto(PAGE);
  await ready(page);
  const other = await page.context().newPage();
  await other.goto('/');
  await other.getByRole('button', { name: 'Выйти' }).first().click();
  await typeIn(other, 'novichok');
  await expect(other.locator('nav')).toBeVisible();
  await control(page, 'done').fill(TEXT);
  await expect(state(page)).toContainText('здесь вошёл другой человек; текст не сохранён');
  await expect(control(page, 'done')).toHaveValue(TEXT);
  await other.goto(PAGE);
  await expect(control(other, 'done')).toHaveValue('');
  await other.goto('/');
  await other.getByRole('button', { name: 'Выйти' }).first().click();
  await expect(other).toHaveURL(/sign-in/);
  await inAnotherTab(page, 'nika');
  await expect(state(page)).toContainText('сохранено в');
  await page.reload();
  await expect(control(page, 'done')).toHaveValue(TEXT);
});

test('somebody else who signs in instead does not get the sentence, and its writer does', async ({ enter, school, troubles }) => {
  const page = await endedInTheMiddle(enter, troubles, () => school.restart('2026-11-25T08:12:00+08:00'));
  await isKept(page);
  await typeIn(page, 'novichok');
  await expect(page.locator('nav')).toBeVisible();
  await page.goto(PAGE);
  await expect(control(page, 'done')).toHaveValue('');
  await expect(page.locator('a[href="/kept"]')).toHaveCount(0);
  await page.goto('/');
  await page.getByRole('button', { name: 'Выйти' }).click();
  await page.goto('/sign-in');
  await typeIn(page, 'nika');
  await saysYes(page);
  await expect(control(page, 'done')).toHaveValue(TEXT);
});

test('a wrong password is told at the door, and the way on is kept', async ({ stranger }) => {
  const page = await stranger();
  await page.goto('/diary/values/once');
  await expect(page).toHaveURL('/sign-in?next=/diary/values/once');
  await page.getByLabel('Имя для входа').fill('varya');
  await page.getByLabel('Пароль').fill('не тот');
  await page.getByRole('button', { name: 'Войти', exact: true }).click();
  await expect(page.getByRole('alert')).toContainText('не подошли');
  await expect(page.getByLabel('Имя для входа')).toHaveValue('varya');
  await expect(page.getByLabel('Пароль')).toHaveValue('');
  await expect(page.getByLabel('Пароль')).toBeFocused();
  // After a wrong try the door waits a second.
  await expect(async () => {
    await typeIn(page, 'varya');
    await expect(page).toHaveURL('/diary/values/once', { timeout: 500 });
  }).toPass();
});

test('every demo button opens the place of its role', async ({ stranger }) => {
  const page = await stranger();
  await page.goto('/sign-in');
  const buttons = page.locator('.logins button');
  const number = await buttons.count();
  expect(number).toBe(7);
  for (let index = 0; index < number; index += 1) {
    await page.goto('/sign-in');
    await buttons.nth(index).click();
    await expect(page.locator('nav [aria-current=page]')).toHaveCount(1);
    await page.getByRole('button', { name: 'Выйти' }).first().click();
    await expect(page).toHaveURL(/\/sign-in/);
  }
});

test('after signing out the way back shows nothing', async ({ enter }) => {
  const page = await enter('varya');
  await page.goto('/diary');
  await page.goto('/diary/values/once');
  await page.getByRole('button', { name: 'Выйти' }).click();
  await expect(page).toHaveURL(/\/sign-in/);
  await page.goBack();
  await expect(page).toHaveURL(/\/sign-in\?next=/);
});

test('a student who writes low in a check-in sees that the session has ended', async ({ enter, troubles }) => {
  troubles.allow(/status of 401/);
  const page = await enter('nika');
  await page.setViewportSize({ width: 360, height: 640 });
  await page.goto('/checkins');
  await ready(page, 'checkin');
  await page.locator('form#checkin .moods label').first().click();
  await page.getByText('Подробнее').click();
  await page.context().clearCookies({ name: 'sid' });
  const note = page.getByLabel('Несколько слов для себя');
  await note.focus();
  await page.keyboard.type('Слово внизу');
  const said = page.locator('form#checkin .state');
  await expect(said).toHaveText(/^вход закончился; отметка есть только на этой странице/);
  await expect(said).toBeInViewport({ ratio: 1 });
  await expect(note).toBeInViewport();
});
