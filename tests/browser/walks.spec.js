// What people come for, on a phone and on a desk, with and without script: who needs me, who reads my
// page, help that is needed now. The output says how many taps and seconds each took.

import { control, expect, ready, saved, shownOf, test } from './support/test.js';

const TEXT = 'Утро на реке, потом чай с сестрой.';
const PAGE = '/diary/acquaintance/once';
const windows = { phone: { width: 360, height: 780 }, desk: { width: 1366, height: 768 } };
const ways = [true, false].flatMap((script) =>
  Object.entries(windows).map(([name, viewport]) => ({
    script,
    where: `on a ${name} ${script ? 'with' : 'without'} script`,
    context: { viewport, javaScriptEnabled: script },
  })),
);

/** Counts what a finger does, and says it at the end with the seconds it took. */
class Taps {
  constructor() {
    this.count = 0;
    this.began = performance.now();
  }

  async on(locator) {
    this.count += 1;
    await locator.click();
  }

  tell(walk) {
    const seconds = ((performance.now() - this.began) / 1_000).toFixed(1);
    console.log(`${walk}: ${this.count} taps, ${seconds} s`);
    return this.count;
  }
}

for (const { where, context, script } of ways) {
  test(`a tutor sees in one look who waits and why, the longest first, ${where}`, async ({ enter }) => {
    const taps = new Taps();
    const tutor = await enter('bair', context);
    await tutor.goto('/');
    await expect(tutor).toHaveURL(/\/shown$/);
    await expect(tutor.getByRole('heading', { name: 'Ждут больше недели' })).toBeInViewport();
    const waiting = tutor.locator('.queue a.unread');
    await expect(waiting.first()).toBeInViewport();
    const lines = await waiting.allInnerTexts();
    const days = lines.map((line) => Number(/ждёт (\d+)/.exec(line)?.[1] ?? 0));
    for (const line of lines) {
      expect(line, 'a name, a class, a page and why').toMatch(/^[А-ЯЁ][а-яё]+ [А-ЯЁ]\., \d+\s«[А-Я]»\s+\S[\s\S]+(показано|ответ на комментарий)/);
    }
    const long = days.filter((count) => count > 7);
    expect(long.length).toBeGreaterThan(3);
    expect(days.slice(0, long.length), 'over a week first, the longest first').toEqual(long.sort((one, other) => other - one));
    await taps.on(waiting.first());
    await expect(tutor.locator('h1')).toBeInViewport();
    await expect(tutor.getByText('Ждёт ответа').first()).toBeVisible();
    expect(taps.tell(`who waits, ${where}`)).toBe(1);
  });

  test(`who reads a page is said before, while and after it is shown, and it is taken back, ${where}`, async ({ enter, troubles }) => {
    troubles.allow(/status of 404/);
    const taps = new Taps();
    const student = await enter('novichok', context);
    await student.goto(PAGE);
    await expect(student.locator('main')).toContainText('Пока видишь только ты. Когда покажешь, увидит Баир Доржиевич.');
    await expect(student.locator('#readers-good_day')).toHaveText('увидит Баир Доржиевич');
    await expect(student.locator('#readers-handle_with_care')).toHaveText('только я');
    const write = async () => {
      await control(student, 'good_day').fill(TEXT);
      await control(student, 'handle_with_care').fill('Меня не торопят');
    };
    if (script) {
      await ready(student);
      await saved(student, write);
    } else await write();
    await taps.on(student.getByRole('button', { name: 'Показать: Баир Доржиевич' }));
    await expect(student.getByText('Страница показана.')).toBeVisible();
    await expect(student.locator('main')).toContainText('Показанное видит Баир Доржиевич.');
    await taps.on(student.getByRole('link', { name: 'Глазами другого' }));
    await expect(student.locator('main')).toContainText('Так это видит сейчас: Баир Доржиевич.');
    const seen = await student.locator('.leaf .field').allInnerTexts();

    const tutor = await enter('bair', context);
    const line = (await shownOf(tutor, 'Новосёлов')).filter({ hasText: 'Знакомство' }).first();
    await line.click();
    const address = tutor.url();
    const read = tutor.locator('.pair', { hasText: TEXT });
    await expect(read).toHaveCount(1);
    expect(seen).toHaveLength(1);
    expect(seen[0]).toContain(TEXT);
    for (const reader of [tutor, student]) await expect(reader.locator('main')).not.toContainText('Меня не торопят');

    await student.goto(PAGE);
    await taps.on(student.getByText('Убрать у взрослых', { exact: true }));
    await expect(student.getByText('Взрослые сразу перестанут видеть эту страницу.')).toBeVisible();
    await taps.on(student.getByRole('button', { name: 'Убрать сейчас' }));
    await expect(student.locator('main')).toContainText('Страница убрана: взрослые её больше не видят.');
    await expect(control(student, 'good_day')).toHaveValue(TEXT);
    const gone = await tutor.goto(address);
    expect(gone.status()).toBe(404);
    expect(taps.tell(`show, look, take back, ${where}`)).toBe(4);
  });

  test(`help that is needed now reaches who may take it on whatever page is open, ${where}`, async ({ enter }) => {
    const student = await enter('novichok', context);
    const psychologist = await enter('inna', context);
    const open = await enter('inna', context);
    await open.goto('/wellbeing');
    const taps = new Taps();
    await student.goto('/talk');
    await taps.on(student.getByText('помощь нужна сейчас'));
    await taps.on(student.getByRole('button', { name: 'Сообщить психологам в дневнике' }));
    await expect(student).toHaveURL(/\/talk\/.+/);
    const strip = open.getByRole('alert');
    // Without script a page that is open learns of it at the next click.
    if (!script) await open.getByRole('link', { name: 'Страницы' }).first().click();
    await expect(strip).toContainText('Нужна помощь сейчас', { timeout: 20_000 });
    await expect(strip).not.toContainText('Новосёлов');
    await psychologist.goto('/requests');
    await expect(psychologist.locator('main')).not.toContainText('Новосёлов');
    await psychologist.locator('.queue a.talk').first().click();
    await psychologist.getByRole('button', { name: 'Взять' }).click();
    await expect(psychologist.getByRole('alert')).toHaveCount(0);
    if (!script) await open.reload();
    await expect(open.getByRole('alert')).toHaveCount(0, { timeout: 20_000 });
    expect(taps.tell(`help now, ${where}`)).toBe(2);
  });
}
