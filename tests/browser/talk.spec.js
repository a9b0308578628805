// «Хочу поговорить»: a message to a named adult, with and without script; help that is needed now.

import { expect, settled, test } from './support/test.js';

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
    await psychologist.getByLabel('Слова ученику').fill('Приходи после шестого урока');
    await psychologist.getByLabel('День').fill('2026-11-25');
    await psychologist.getByLabel('Время').fill('14:30');
    await psychologist.getByLabel('Место').fill('кабинет 214');
    await psychologist.getByRole('button', { name: 'Назначить встречу' }).click();
    await expect(psychologist.getByText(/Приглашение на встречу: вы/)).toBeVisible();

    await student.goto(address);
    for (const said of [/Открыто: Инна/, /ответит: Инна/, /Приглашение на встречу: Инна/, /кабинет 214/]) {
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
  await student.getByRole('button', { name: 'Сообщить психологам в дневнике' }).click();
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
  await student.getByRole('button', { name: 'Сообщить психологам в дневнике' }).click();
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

test('leaving before sending says so, keeps the words for its student and names nothing', async ({ enter }) => {
  const student = await enter('novichok', { viewport: { width: 360, height: 780 } });
  await student.goto('/talk');
  await settled(student);
  await student.getByLabel(/О чём/).fill('Не сплю вторую неделю');
  await student.getByRole('navigation').getByRole('link', { name: 'Дневник' }).click();
  const question = student.getByRole('dialog');
  await expect(question).toContainText('Этого пока никто не видит');
  await question.getByRole('button', { name: 'Остаться' }).click();
  await expect(question).toBeHidden();
  await student.getByRole('navigation').getByRole('link', { name: 'Сегодня' }).click();
  await question.getByRole('button', { name: 'Уйти без отправки' }).click();
  await expect(student).toHaveURL(/\/$/);
  await expect(student.locator('main')).toContainText('Не отправлено.');
  await expect(student.locator('main')).not.toContainText('сплю');
  const stored = () => student.evaluate(() => [localStorage.length, sessionStorage.length]);
  expect(await stored()).toEqual([0, 0]);
  await student.getByRole('link', { name: 'Продолжить' }).click();
  await expect(student.getByLabel(/О чём/)).toHaveValue('Не сплю вторую неделю');
  await settled(student);
  await student.getByRole('button', { name: 'Отправить психологам' }).click();
  await expect(student).toHaveURL(/\/talk\/.+/);
  await student.goto('/');
  await expect(student.locator('main')).not.toContainText('Не отправлено');
});

test('a window that is closed over unsent words keeps them too', async ({ enter }) => {
  const student = await enter('novichok');
  await student.goto('/talk');
  await settled(student);
  await student.getByLabel(/О чём/).fill('Закрыл вкладку');
  const kept = student.waitForRequest(/request\/unsent/);
  await student.goto('/diary');
  await kept;
  // It outlives its page: the next one may be drawn before it has arrived.
  await expect(async () => {
    await student.goto('/');
    await expect(student.locator('main')).toContainText('Не отправлено.', { timeout: 500 });
  }).toPass({ timeout: 10_000 });
});

test('what is sent while the server is not reached stays on the page, with whom to call', async ({ enter, troubles }) => {
  troubles.allow(/ERR_INTERNET_DISCONNECTED/);
  const student = await enter('novichok');
  await student.goto('/talk');
  await student.getByLabel('О чём').fill('Хочу поговорить про дом');
  await student.context().setOffline(true);
  await student.getByRole('button', { name: 'Отправить психологам' }).click();
  await expect(student.getByText('Не отправлено: до сервера сейчас не достучаться')).toBeVisible();
  await expect(student.getByLabel('О чём')).toHaveValue('Хочу поговорить про дом');
  await expect(student.locator('main').getByRole('link', { name: '112' }).first()).toBeVisible();
  await student.context().setOffline(false);
  await student.getByRole('button', { name: 'Отправить психологам' }).click();
  await expect(student).toHaveURL(/\/talk\/.+/);
  await expect(student.getByText('Хочу поговорить про дом')).toBeVisible();
});

test('what comes over an open page leaves the way to cover the screen free', async ({ enter }) => {
  const psychologist = await enter('inna');
  await psychologist.goto('/settings');
  const student = await enter('novichok');
  await student.goto('/talk');
  await student.getByText('помощь нужна сейчас').click();
  await student.getByRole('button', { name: 'Сообщить психологам в дневнике' }).click();
  await expect(psychologist.getByRole('alert')).toContainText('Нужна помощь сейчас', { timeout: 20_000 });
  await psychologist.getByRole('button', { name: 'скрыть имена' }).click({ timeout: 3_000 });
  await expect(psychologist.getByRole('heading', { name: 'Имена и слова скрыты' })).toBeVisible();
});
