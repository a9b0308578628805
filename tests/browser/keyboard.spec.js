// Everything by keyboard.

import { control, expect, ready, saved, test } from './support/test.js';

const focused = (page) => page.locator(':focus');

async function tabTo(page, locator, most = 40) {
  for (let step = 0; step < most; step += 1) {
    if (await locator.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`not reached with ${most} tabs`);
}

test('a student adds, fills and removes rows of a table', async ({ enter }) => {
  const page = await enter('novichok');
  await page.goto('/diary/want_can_need/once');
  await ready(page);
  const rows = page.locator('#want .row-item');
  const before = await rows.count();
  const words = Array.from({ length: before }, (_, index) => `дело ${index + 1}`);
  await rows.first().getByRole('textbox').focus();
  await saved(page, async () => {
    for (const word of words) {
      await tabTo(page, rows.nth(words.indexOf(word)).getByRole('textbox'));
      await page.keyboard.insertText(word);
    }
  });
  await tabTo(page, page.locator('#want [data-add]'));
  await page.keyboard.press('Enter');
  await expect(rows).toHaveCount(before + 1);
  await expect(rows.last().getByRole('textbox')).toBeFocused();
  await expect(rows.last().locator('legend')).toHaveText(String(before + 1));
  await saved(page, () => page.keyboard.insertText('ещё одно'));
  await tabTo(page, rows.last().locator('[data-remove]'));
  await page.keyboard.press('Shift+Tab');
  await expect(rows.last().getByRole('textbox')).toBeFocused();
  await page.keyboard.press('Shift+Tab');
  await expect(focused(page)).toHaveAttribute('data-remove', '');
  await saved(page, () => page.keyboard.press('Enter'));
  await expect(rows).toHaveCount(before);
  await expect(page.locator('#want [data-add]')).toBeFocused();
  await page.reload();
  const values = await page.locator('#want .row-item textarea').evaluateAll((inputs) => inputs.map((input) => input.value).filter(Boolean));
  expect(values).toEqual([...words.slice(0, -1), 'ещё одно']);
});

test('every button that removes a row says which row', async ({ enter }) => {
  const page = await enter('novichok');
  await page.goto('/diary/want_can_need/once');
  await ready(page);
  await page.locator('#want [data-add]').focus();
  await page.keyboard.press('Enter');
  const names = await page.locator('#want .row-item').evaluateAll((rows) => rows.map((row) => [row.querySelector('legend').textContent, row.querySelector('[data-remove]').getAttribute('aria-label')]));
  for (const [number, label] of names) expect(label).toContain(number);
});

test('a student moves a value up and down', async ({ enter }) => {
  const page = await enter('varya');
  await page.goto('/diary/values/once');
  await ready(page);
  const places = page.locator('#values_top3 select');
  const values = () => places.evaluateAll((all) => all.map((select) => select.value));
  const before = await values();
  expect(new Set(before).size).toBe(3);
  const items = page.locator('#values_top3 .ranking > li');
  await places.first().focus();
  await tabTo(page, items.nth(1).getByRole('button', { name: 'Выше' }));
  await saved(page, () => page.keyboard.press('Enter'));
  expect(await values()).toEqual([before[1], before[0], before[2]]);
  await tabTo(page, items.nth(1).getByRole('button', { name: 'Ниже' }));
  await saved(page, () => page.keyboard.press('Space'));
  expect(await values()).toEqual([before[1], before[2], before[0]]);
  await page.reload();
  expect(await values()).toEqual([before[1], before[2], before[0]]);
});

test('a student narrows a field to themselves, and its mark changes', async ({ enter }) => {
  const page = await enter('novichok');
  await page.goto('/diary/acquaintance/once');
  await ready(page);
  const chip = page.locator('#good_day summary');
  await expect(chip).toContainText('увидит');
  await chip.focus();
  await page.keyboard.press('Enter');
  const readers = page.locator('#good_day .audience').getByRole('checkbox');
  for (const reader of await readers.all()) {
    if (!(await reader.isChecked())) continue;
    await tabTo(page, reader);
    await saved(page, () => page.keyboard.press('Space'));
  }
  await expect(chip).toHaveText('только я');
  await page.reload();
  await expect(chip).toHaveText('только я');
});

test('a student chooses with arrows and space', async ({ enter }) => {
  const page = await enter('novichok');
  await page.goto('/diary/study_style/once');
  await ready(page);
  const times = page.locator('#best_time').getByRole('radio');
  await times.first().focus();
  await saved(page, async () => {
    await page.keyboard.press('Space');
    await page.keyboard.press('ArrowDown');
  });
  await expect(times.nth(1)).toBeChecked();
  const places = page.locator('#place').getByRole('checkbox');
  await tabTo(page, places.first());
  await saved(page, () => page.keyboard.press('Space'));
  await page.reload();
  await expect(times.nth(1)).toBeChecked();
  await expect(places.first()).toBeChecked();
});

test('a student answers on a scale with arrows, and the focus is seen', async ({ enter }) => {
  const page = await enter('novichok');
  await page.goto('/diary/profession_card/new');
  await expect(page).toHaveURL(/profession_card\/[0-9a-f-]{36}$/);
  await ready(page);
  await page.locator('details.more').evaluateAll((all) => all.forEach((details) => (details.open = true)));
  const fit = page.locator('#fit').getByRole('radio');
  await fit.first().focus();
  await saved(page, async () => {
    await page.keyboard.press('Space');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
  });
  await expect(fit.nth(2)).toBeChecked();
  const outline = await fit.nth(2).evaluate((radio) => getComputedStyle(radio.nextElementSibling).outlineStyle);
  expect(outline, 'a ring around what has the focus').not.toBe('none');
});

test('a student weighs two options by keyboard, and the page says what the numbers say', async ({ enter }) => {
  const page = await enter('novichok');
  await page.goto('/diary/profile_comparison/once');
  await ready(page);
  const figures = page.locator('#matrix input');
  await control(page, 'matrix.option.1').focus();
  await page.keyboard.insertText('технологический');
  await page.keyboard.press('Tab');
  await page.keyboard.insertText('гуманитарный');
  // Importance, a tick, and a score for each option follow each other.
  await tabTo(page, control(page, 'matrix.weight.interest'));
  await page.keyboard.insertText('5');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.insertText('9');
  await page.keyboard.press('Tab');
  await saved(page, () => page.keyboard.insertText('4'));
  expect(await figures.count()).toBeGreaterThan(20);
  const words = page.locator('#computed-matrix');
  await expect(words).toContainText('Впереди «технологический», запас примерно 5 баллов');
  await expect(words).toContainText('Одной важностью порядок не изменить');
  await page.reload();
  await expect(words).toContainText('Впереди «технологический»');
  // The page that checks it says the same, and asks why as soon as the wish is another one.
  await page.goto('/diary/profile_check/once');
  await ready(page);
  await expect(page.locator('#numbers')).toContainText('Впереди «технологический»');
  await expect(control(page, 'gut_vs')).toBeHidden();
  const gut = page.locator('#gut');
  await saved(page, () => gut.getByText('технологический', { exact: true }).click());
  await expect(control(page, 'gut_vs')).toBeHidden();
  await saved(page, () => gut.getByText('гуманитарный', { exact: true }).click());
  await expect(control(page, 'gut_vs')).toBeVisible();
  // It does not go away under the hand that writes it.
  await saved(page, () => control(page, 'gut_vs').fill('Там друзья'));
  await saved(page, () => control(page, 'gut_vs').fill(''));
  await saved(page, () => gut.getByText('технологический', { exact: true }).click());
  await expect(control(page, 'gut_vs')).toBeVisible();
});

test('a page that was begun as a request to talk is sent rather than saved as soon as somebody is named', async ({ enter }) => {
  const page = await enter('novichok');
  await page.goto('/diary/talk/0192f0c1-0000-7000-8000-000000000021');
  await ready(page);
  const show = page.locator('#show');
  await expect(show).toHaveAttribute('data-is', 'main');
  await saved(page, () => page.getByText('с психологом', { exact: true }).click());
  await expect(show).toHaveText(/^Отправить/);
  await expect(show).toHaveAttribute('data-is', 'main');
  // A draft is saved by its main button; once somebody is let in, showing is an offer beside it.
  await page.goto('/diary/free/new');
  await ready(page);
  await expect(page.locator('#save')).toHaveAttribute('data-is', 'main');
  await page.locator('.audience summary').first().click();
  await saved(page, () => page.locator('.audience [type=checkbox]').first().check());
  await expect(show).toHaveAttribute('data-is', '');
  await expect(page.locator('#save')).toHaveAttribute('data-is', 'main');
});

test('a student chooses a subject, and marks its topics with arrows', async ({ enter }) => {
  const page = await enter('novichok');
  await page.goto('/diary/oge_topics/new');
  await ready(page);
  await expect(page.locator('#readiness')).toContainText('Выбери предмет');
  const subject = page.locator('#subject').getByRole('radio');
  await subject.first().focus();
  const loaded = page.waitForEvent('load');
  await page.keyboard.press('Space');
  await loaded;
  await ready(page);
  const first = page.locator('#readiness .topic').first().getByRole('radio');
  await first.first().focus();
  await saved(page, async () => {
    await page.keyboard.press('Space');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
  });
  await page.reload();
  await expect(first.nth(2)).toBeChecked();
});

test('a student maps the hours of a week by keyboard', async ({ enter }) => {
  const page = await enter('timur');
  await page.goto('/diary/ideal_week/2026-09');
  await ready(page);
  const hours = page.locator('#week_hours input.num');
  const number = await hours.count();
  await hours.first().focus();
  await saved(page, async () => {
    for (let index = 0; index < number; index += 1) {
      await page.keyboard.press('Control+A');
      await page.keyboard.insertText(index % 2 === 0 ? '10,5' : '8');
      await page.keyboard.press('Tab');
    }
  });
  await expect(page.locator('#computed-week_hours')).toContainText('Как хочется: расписано');
  // An arrow is an hour, up and down, and the bar above follows.
  const piece = page.locator('#week_hours svg[data-week="wish"] rect').first();
  await hours.first().focus();
  await saved(page, async () => {
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('ArrowDown');
  });
  await expect(hours.first()).toHaveValue('11,5');
  await expect(piece).toHaveAttribute('width', '1150');
  await page.reload();
  await expect(hours.first()).toHaveValue('11,5');
  await expect(piece).toHaveAttribute('width', '1150');
});

test('a student drags an hour of the week', async ({ enter }) => {
  const page = await enter('timur');
  await page.goto('/diary/ideal_week/2026-09');
  await ready(page);
  const figure = page.locator('#week_hours input.num').first();
  const slider = page.locator('#week_hours input[type="range"]').first();
  await figure.fill('0');
  await expect(slider).toHaveValue('0');
  await slider.scrollIntoViewIfNeeded();
  const box = await slider.boundingBox();
  const middle = box.y + box.height / 2;
  await saved(page, async () => {
    await page.mouse.move(box.x + 8, middle);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width / 2, middle, { steps: 5 });
    await page.mouse.up();
  });
  // The middle of twelve hours a day is six.
  expect(Math.abs(Number(await figure.inputValue()) - 42)).toBeLessThan(4);
  const placed = await figure.inputValue();
  await page.reload();
  await expect(figure).toHaveValue(placed);
});

test('the first tab leads past the navigation', async ({ enter }) => {
  const page = await enter('varya');
  await page.goto('/diary');
  await page.keyboard.press('Tab');
  await expect(focused(page)).toHaveText('К содержанию');
  await expect(focused(page)).toBeInViewport();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  expect(await focused(page).evaluate((element) => Boolean(element.closest('main')))).toBe(true);
});

test('enter in a line saves the page and presses no other button', async ({ enter }) => {
  const page = await enter('novichok');
  await page.goto('/diary/profile_comparison/once');
  await ready(page);
  await control(page, 'matrix.option.1').focus();
  await page.keyboard.insertText('через ввод');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/saved=1/);
  await expect(control(page, 'matrix.option.1')).toHaveValue('через ввод');
  await expect(page.locator('#standing')).toContainText('черновик');
});
