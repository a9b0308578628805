// What people write is never a program: a canary in every text control of every page, read on
// every screen where it can come up.

import { main, pages } from './support/diary.js';
import { expect, ready, shownOf, test } from './support/test.js';

const CANARY = '</textarea><script>window.__x=1</script><img src=x onerror=window.__x=1>"\'><svg onload=window.__x=1>';
const SHORT = '<svg onload=window.__x=1>';

/** Whatever sets it is heard: the watch over the console fails the test. */
const listen = (page) =>
  page.context().addInitScript(() => {
    Object.defineProperty(window, '__x', { set: () => console.error('the canary sang at ' + location.pathname) });
  });

const unfold = (page) => page.locator('details:not(.audience)').evaluateAll((all) => all.forEach((details) => (details.open = true)));
const controls = (scope) => scope.locator('textarea, input[type=text]');

/** Ends when the answer is drawn: a page asked for before that would be given up for it. */
async function submit(page, value) {
  const answered = page.waitForEvent('load');
  await page.locator(`form#page button[name="draft[then]"][value="${value}"]`).last().click();
  await answered;
}

async function fill(page) {
  await unfold(page);
  await controls(page.locator('form#page')).evaluateAll((all, canary) => {
    for (const control of all) {
      control.value = canary;
      control.dispatchEvent(new Event('input', { bubbles: true }));
    }
  }, CANARY);
  await submit(page, 'save');
  const values = await controls(page.locator('form#page')).evaluateAll((all) => [...new Set(all.map((control) => control.value))]);
  for (const value of values) expect([CANARY, '']).toContain(value);
}

/** Shortens what has no room for all of it, so that the page can be shown. */
async function mend(page) {
  await unfold(page);
  await controls(page.locator('form#page .field:has(.problem:not([hidden]))')).evaluateAll((all, short) => {
    for (const control of all.filter((found) => found.value)) {
      if (control.classList.contains('num')) control.value = '';
      else control.value = control.classList.contains('date') ? '24.11.2026' : short;
      control.dispatchEvent(new Event('input', { bubbles: true }));
    }
  }, SHORT);
}

const DIARIES = [
  { login: 'novichok', surname: 'Новосёлов', tutor: 'bair', grade: 9, least: 30, known: /^$/ },
  // Pages that both diaries have are read with the first.
  {
    login: 'timur',
    surname: 'Валиуллин',
    tutor: 'luda',
    grade: 10,
    least: 25,
    known: /^\/diary\/(start|acquaintance|strengths|values|week|event|encounter|free|goal|month|achievement|helps_me|talk|circle|letter)\//,
  },
];

for (const { login, surname, tutor, grade, least, known } of DIARIES) {
  test(`no text of a student of grade ${grade} becomes a program on any screen`, async ({ enter }) => {
    test.setTimeout(480_000);
    const student = await enter(login);
    await listen(student);
    const written = [];
    for (const address of (await pages(student)).filter((found) => !known.test(found))) {
      await student.goto(address);
      const here = new URL(student.url()).pathname;
      await fill(student);
      await mend(student);
      // What nobody else may ever see has no such button.
      if (await student.locator('#show').count()) {
        await submit(student, 'show');
        await expect(student.getByRole('status').filter({ hasText: /показана|Показывать пока нечего/ }), here).toHaveCount(1);
      } else {
        await submit(student, 'save');
      }
      await student.goto(`${here}/history`);
      await unfold(student);
      written.push(here);
    }
    expect(written.length).toBeGreaterThanOrEqual(least);

    const adult = await enter(tutor);
    await listen(adult);
    const shown = await (await shownOf(adult, surname)).evaluateAll((all) => all.map((link) => link.getAttribute('href')));
    let read = 0;
    for (const address of shown.slice(0, written.length)) {
      await adult.goto(address);
      if (!(await main(adult).textContent()).includes('onload=window.__x=1')) continue;
      read += 1;
      const form = adult.locator('section.words').last();
      if (!(await form.getByText('К странице целиком').count())) continue;
      await form.getByText('К странице целиком').click();
      await form.getByLabel('Комментарий на полях').fill(CANARY);
      await form.getByRole('button', { name: 'Отправить' }).click();
      await expect(adult.locator('.note.mine').last()).toContainText(CANARY);
    }
    expect(read, 'pages with the canary that the tutor read').toBeGreaterThan(4);

    await student.goto('/checkins');
    await ready(student, 'checkin');
    const saved = student.waitForResponse((answer) => answer.url().endsWith('/api/v1/checkin') && answer.request().postData().includes('note_shown'));
    await student.locator('form#checkin .moods label').first().click();
    await student.getByText('Подробнее').click();
    await student.getByLabel('Несколько слов для себя').fill(CANARY);
    await student.getByText('показать эти слова психологу').click();
    expect((await saved).status()).toBe(200);
    const psychologist = await enter('inna');
    await listen(psychologist);
    await psychologist.goto('/shown');
    await psychologist.goto('/wellbeing');
    for (const address of await main(psychologist).locator('a[href^="/wellbeing/"]').evaluateAll((all) => all.map((link) => link.href))) {
      if (await psychologist.getByText(CANARY).count()) break;
      await psychologist.goto(address);
    }
    await expect(psychologist.getByText(CANARY).first()).toBeVisible();

    for (const address of ['/', '/diary', '/readings', '/checkins', ...new Set(written.map((address) => `/diary/${address.split('/')[2]}`)), ...written]) {
      await student.goto(address);
      await unfold(student);
    }
    for (const page of [student, adult, psychologist]) expect(await page.evaluate(() => window.__x)).toBeUndefined();
  });
}
