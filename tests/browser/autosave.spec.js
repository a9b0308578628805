// Nothing typed is lost: before the islands wake, without a network, when leaving at once.

import { control, expect, ready, saved, state, test } from './support/test.js';

const PAGE = '/diary/acquaintance/once';

const kept = (page, text) =>
  expect(async () => {
    await page.goto(PAGE);
    await expect(control(page, 'good_day')).toHaveValue(text, { timeout: 500 });
  }).toPass();

test('what is typed before the island wakes stays and is saved', async ({ enter }) => {
  const page = await enter('novichok');
  let wake;
  const asleep = new Promise((resolve) => (wake = resolve));
  await page.route('**/*.wasm', async (route) => {
    await asleep;
    await route.continue();
  });
  await page.goto(PAGE, { waitUntil: 'commit' });
  await control(page, 'good_day').fill('Быстрее программы');
  await expect(page.locator('form#page')).not.toHaveAttribute('data-autosave', 'on');
  await saved(page, wake);
  await expect(control(page, 'good_day')).toHaveValue('Быстрее программы');
  await kept(page, 'Быстрее программы');
});

test('a choice made before the island wakes is saved too', async ({ enter }) => {
  const page = await enter('novichok');
  let wake;
  const asleep = new Promise((resolve) => (wake = resolve));
  await page.route('**/*.wasm', async (route) => {
    await asleep;
    await route.continue();
  });
  await page.goto('/diary/study_style/once', { waitUntil: 'commit' });
  const choice = page.locator('#best_time input[type=radio]').first();
  await choice.check({ force: true });
  await saved(page, wake);
  await page.reload();
  await expect(choice).toBeChecked();
});

test('without a network the page says so, and saves when it is back', async ({ enter, troubles }) => {
  troubles.allow(/ERR_INTERNET_DISCONNECTED/);
  const page = await enter('novichok');
  await page.goto(PAGE);
  await ready(page);
  await page.context().setOffline(true);
  await control(page, 'good_day').fill('В тоннеле');
  await expect(state(page)).toHaveText('нет связи с сервером; всё осталось здесь и сохранится, когда она появится');
  await control(page, 'proud').fill('И ещё строка в тоннеле');
  await page.context().setOffline(false);
  await expect(state(page)).toHaveText(/^сохранено в/, { timeout: 30_000 });
  await page.reload();
  await expect(control(page, 'good_day')).toHaveValue('В тоннеле');
  await expect(control(page, 'proud')).toHaveValue('И ещё строка в тоннеле');
});

test('a server that is restarted meanwhile gets the text', async ({ enter, school, troubles }) => {
  troubles.allow(/ERR_CONNECTION_REFUSED|ERR_CONNECTION_RESET|ERR_EMPTY_RESPONSE|ERR_SOCKET_NOT_CONNECTED/);
  const page = await enter('novichok');
  await page.goto(PAGE);
  await ready(page);
  await school.stop();
  await control(page, 'good_day').fill('Пока сервер спит');
  await expect(state(page)).toHaveText(/^нет связи с сервером/);
  await school.start();
  await expect(state(page)).toHaveText(/^сохранено в/, { timeout: 30_000 });
  await kept(page, 'Пока сервер спит');
});

const CANNOT = 'сервер сейчас не может сохранить; текст здесь, попытки продолжаются';
const SAVE = '**/api/v1/diary/save';

/** Answers saves as a server that cannot save, until what is returned is called. */
async function cannotSave(page, troubles, headers = {}) {
  troubles.allow(/status of 503/);
  let fails = true;
  const tries = [];
  await page.route(SAVE, async (route) => {
    tries.push(Date.now());
    if (fails) await route.fulfill({ status: 503, headers });
    else await route.continue();
  });
  return { tries, mend: () => (fails = false) };
}

/** Types as a hand does: a browser asks before leaving only whoever touched the page. */
async function type(page, text) {
  await control(page, 'good_day').click();
  await control(page, 'good_day').pressSequentially(text);
}

test('a server that cannot save is told from one that is not reached, and gets the text when it can', async ({ enter, troubles }) => {
  const page = await enter('novichok');
  await page.goto(PAGE);
  await ready(page);
  const { tries, mend } = await cannotSave(page, troubles);
  await type(page, 'Диск полон');
  await expect(state(page)).toHaveText(CANNOT);
  await expect.poll(() => tries.length).toBeGreaterThan(2);
  expect(tries[2] - tries[1], 'the second pause is longer').toBeGreaterThan(1_500);
  await expect(control(page, 'good_day')).toHaveValue('Диск полон');
  mend();
  await expect(state(page)).toHaveText(/^сохранено в/, { timeout: 30_000 });
  await kept(page, 'Диск полон');
});

test('a server that wishes for a pause gets it, also while somebody types', async ({ enter, troubles }) => {
  const page = await enter('novichok');
  await page.goto(PAGE);
  await ready(page);
  const { tries } = await cannotSave(page, troubles, { 'retry-after': '4' });
  await type(page, 'Раз');
  await expect(state(page)).toHaveText(CANNOT);
  await type(page, ', два');
  await expect.poll(() => tries.length, { timeout: 15_000 }).toBe(2);
  expect(tries[1] - tries[0]).toBeGreaterThan(3_900);
});

test('leaving a page asks while its text is not saved, and not afterwards', async ({ enter, troubles }) => {
  troubles.allow(/^a dialog/);
  const page = await enter('novichok');
  await page.goto(PAGE);
  await ready(page);
  const { mend } = await cannotSave(page, troubles);
  await type(page, 'Не уходи');
  await expect(state(page)).toHaveText(CANNOT);
  const asked = page.waitForEvent('dialog');
  await page.locator('.crumb a').first().click({ noWaitAfter: true });
  expect((await asked).type()).toBe('beforeunload');
  await expect(page).toHaveURL(PAGE);
  await expect(control(page, 'good_day')).toHaveValue('Не уходи');
  mend();
  await expect(state(page)).toHaveText(/^сохранено в/, { timeout: 30_000 });
  let dialogs = 0;
  page.on('dialog', () => (dialogs += 1));
  await page.locator('.crumb a').first().click();
  await expect(page).toHaveURL('/diary');
  expect(dialogs).toBe(0);
});

for (const name of ['Сохранить', 'Показать']) {
  test(`pressing «${name}» without a network loses nothing`, async ({ enter, troubles }) => {
    troubles.allow(/ERR_INTERNET_DISCONNECTED/);
    const page = await enter('novichok');
    await page.goto(PAGE);
    await ready(page);
    await page.context().setOffline(true);
    await control(page, 'good_day').fill('Кнопка в тоннеле');
    await page.locator('#page .row').getByRole('button', { name }).last().click();
    await expect(state(page)).toHaveText(/^нет связи с сервером/);
    await expect(control(page, 'good_day')).toHaveValue('Кнопка в тоннеле');
    await page.context().setOffline(false);
    await expect(state(page)).toHaveText(/^сохранено в/, { timeout: 30_000 });
    await expect(page).toHaveURL(PAGE);
    await kept(page, 'Кнопка в тоннеле');
  });
}

test('a button that is pressed at once saves first and is pressed then', async ({ enter }) => {
  const page = await enter('novichok');
  await page.goto(PAGE);
  await ready(page);
  const posts = [];
  page.on('request', (request) => {
    if (request.method() === 'POST') posts.push(request.resourceType());
  });
  await control(page, 'good_day').fill('Сразу показать');
  await page.getByRole('button', { name: /^Показать/ }).click();
  await expect(page.getByText('Страница показана.')).toBeVisible();
  await expect(control(page, 'good_day')).toHaveValue('Сразу показать');
  expect(posts).toEqual(['fetch', 'document']);
});

test('a page that comes back with unsaved text saves it by itself', async ({ enter }) => {
  const page = await enter('novichok');
  await page.route(`**${PAGE}`, async (route) => {
    const answer = await route.fetch();
    const body = (await answer.text())
      .replace('<form id="page"', '<form id="page" data-unsaved=""')
      .replace(/(<textarea[^>]*name="draft\[fields\]\[good_day\]"[^>]*>)\s*/, '$1Вернулось');
    await route.fulfill({ response: answer, body });
  });
  await page.goto(PAGE);
  await expect(state(page)).toHaveText(/^сохранено в/);
  await page.unroute(`**${PAGE}`);
  await kept(page, 'Вернулось');
});

test('leaving for another page at once loses nothing', async ({ enter }) => {
  const page = await enter('novichok');
  await page.goto(PAGE);
  await ready(page);
  await control(page, 'good_day').fill('Одной ногой за дверью');
  await page.goto('/diary');
  await kept(page, 'Одной ногой за дверью');
});

test('closing the tab at once loses nothing', async ({ enter }) => {
  const page = await enter('novichok');
  const other = await page.context().newPage();
  await page.goto(PAGE);
  await ready(page);
  await control(page, 'good_day').fill('Вкладка закрыта');
  await page.close({ runBeforeUnload: true });
  await kept(other, 'Вкладка закрыта');
});

test('what is typed while a save is under way is saved after it', async ({ enter }) => {
  const page = await enter('novichok');
  await page.goto(PAGE);
  await ready(page);
  let go;
  const held = new Promise((resolve) => (go = resolve));
  let number = 0;
  await page.route('**/api/v1/diary/save', async (route) => {
    number += 1;
    if (number === 1) await held;
    await route.continue();
  });
  const first = page.waitForRequest('**/api/v1/diary/save');
  await control(page, 'good_day').fill('Первая часть');
  await first;
  await control(page, 'good_day').fill('Первая часть и вторая');
  const second = page.waitForRequest('**/api/v1/diary/save');
  go();
  await second;
  await expect(state(page)).toHaveText(/^сохранено в/);
  expect(number, 'saves').toBe(2);
  await page.unroute('**/api/v1/diary/save');
  await page.reload();
  await expect(control(page, 'good_day')).toHaveValue('Первая часть и вторая');
  await expect(page.getByText('Это поле меняли в двух местах')).toHaveCount(0);
});

test('typing and leaving while a save is under way loses nothing and makes no conflict', async ({ enter }) => {
  const page = await enter('novichok');
  await page.goto(PAGE);
  await ready(page);
  // A slow network rather than a held request: what the browser sends while it leaves a page
  // cannot be held.
  const network = await page.context().newCDPSession(page);
  await network.send('Network.emulateNetworkConditions', { offline: false, latency: 1_500, downloadThroughput: -1, uploadThroughput: -1 });
  const first = page.waitForRequest('**/api/v1/diary/save');
  await control(page, 'good_day').fill('Сначала это');
  await first;
  await control(page, 'good_day').fill('Сначала это, потом то');
  await page.goto('/diary');
  await network.send('Network.emulateNetworkConditions', { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: -1 });
  await kept(page, 'Сначала это, потом то');
  await expect(page.getByText('Это поле меняли в двух местах')).toHaveCount(0);
});

test('an empty field stays empty after its text is taken back', async ({ enter }) => {
  const page = await enter('novichok');
  await page.goto(PAGE);
  await ready(page);
  await saved(page, () => control(page, 'good_day').fill('Лишнее'));
  await saved(page, () => control(page, 'good_day').fill(''));
  await page.reload();
  await expect(control(page, 'good_day')).toHaveValue('');
});

test('a text that is too long is kept whole, and the page says what to do', async ({ enter }) => {
  const page = await enter('novichok');
  await page.goto(PAGE);
  await ready(page);
  const long = 'я'.repeat(2_500);
  await saved(page, () => control(page, 'good_day').fill(long));
  await expect(page.locator('#problem-good_day')).toContainText('Текст сохранён целиком');
  await page.getByRole('button', { name: 'Показать' }).click();
  await expect(page.getByText('Страница сохранена, но пока не показана')).toBeVisible();
  await expect(control(page, 'good_day')).toHaveValue(long);
  await ready(page);
  await saved(page, () => control(page, 'good_day').fill('Короче'));
  await expect(page.locator('#problem-good_day')).toBeHidden();
});

for (const [name, width, height] of [['phone', 360, 640], ['desktop', 1280, 600]]) {
  test(`who types far down the page sees whether it is saved, and the line: ${name}`, async ({ enter }) => {
    const page = await enter('novichok');
    await page.setViewportSize({ width, height });
    await page.goto(PAGE);
    await ready(page);
    const field = control(page, 'handle_with_care');
    await field.focus();
    await page.keyboard.type('Внизу страницы');
    await expect(page.locator('#standing')).toBeHidden();
    await expect(state(page)).toHaveText(/^сохранено в/);
    await expect(page.locator('#standing')).toBeVisible();
    expect(await page.evaluate(() => window.scrollY), 'the page is scrolled').toBeGreaterThan(100);
    // What stands in sight is what a finger would meet there.
    const inSight = (selector) =>
      page.evaluate((selector) => {
        const found = document.querySelector(selector);
        const { x, y, height } = found.getBoundingClientRect();
        const met = document.elementFromPoint(x + 8, y + height / 2);
        return met !== null && (found === met || found.contains(met));
      }, selector);
    expect(await inSight('.save-state .state'), 'the state').toBe(true);
    expect(await inSight('[name="draft[fields][handle_with_care]"]'), 'the line').toBe(true);
    await expect(page.locator('.rail')).toBeVisible({ visible: name === 'desktop' });
    await field.blur();
    await expect(page.locator('.rail')).toBeVisible();
  });
}
