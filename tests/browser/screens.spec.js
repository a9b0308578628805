// Every screen once per theme: accessible, no wider than its window, its islands in the module,
// silent in the console, and a picture of it to look at.

import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

import { complaints, overflow, unfold } from './support/eye.js';
import { folder } from './support/school.js';
import { LOGINS, SCREENS, addressOf } from './support/screens.js';
import { expect, look, settled, test } from './support/test.js';

const PICTURES = process.env.DIARY_SCREENS ?? fileURLToPath(new URL('../../target/screens', import.meta.url));
const SIZES = [
  { width: 1280, height: 800 },
  { width: 360, height: 780 },
];
const ENGLISH = { stranger: ['sign-in', 'not-found'], student: ['today', 'contents', 'values', 'week', 'settings'], tutor: ['opened'] };

/** The whole page as one tall window, so that what is fixed to an edge stands at the edge. */
async function picture(page, size, name) {
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  // A whole diary on paper is longer than any picture should be.
  await page.setViewportSize({ width: size.width, height: Math.min(6000, Math.max(size.height, height)) });
  await page.screenshot({ path: path.join(PICTURES, `${name}.png`) });
}

for (const [role, screens] of Object.entries(SCREENS)) {
  for (const theme of ['light', 'dark']) {
    test(`every screen of the ${role} can be used by everybody, ${theme}`, async ({ enter, stranger, troubles }) => {
      test.setTimeout(240_000);
      troubles.allow(/status of 404/);
      const page = role === 'stranger' ? await stranger() : await enter(LOGINS[role]);
      await look(page, { theme });
      for (const [name, screen] of Object.entries(screens)) {
        await page.setViewportSize(SIZES[0]);
        await page.goto(await addressOf(page, screen));
        await settled(page);
        const here = `${role}-${name}`;
        expect.soft(await page.locator('html').getAttribute('data-theme'), `${here}: theme`).toBe(theme);
        expect.soft(await page.locator('h1').count(), `${here}: one heading of the page`).toBe(1);
        expect.soft(await missing(page), `${here}: islands that the module does not have`).toEqual([]);
        for (const size of SIZES) {
          await page.setViewportSize(size);
          expect.soft(await overflow(page), `${here}: wider than ${size.width}`).toEqual([]);
          expect.soft(await deformed(page), `${here}: deformed at ${size.width}`).toEqual([]);
          expect.soft(await clipped(page), `${here}: words cut off at ${size.width}`).toEqual([]);
          await picture(page, size, `${here}-${size.width}-${theme}`);
        }
        await unfold(page);
        for (const width of [320, 360, 1280]) {
          await page.setViewportSize({ width, height: 800 });
          expect.soft(await overflow(page), `${here}: unfolded, wider than ${width}`).toEqual([]);
        }
        expect.soft(await complaints(page), `${here}: accessibility`).toEqual([]);
      }
    });
  }
}

test('the screens speak English', async ({ enter, stranger, troubles }) => {
  troubles.allow(/status of 404/);
  for (const [role, names] of Object.entries(ENGLISH)) {
    const page = role === 'stranger' ? await stranger() : await enter(LOGINS[role]);
    await look(page, { language: 'en', theme: 'light' });
    for (const name of names) {
      await page.goto(await addressOf(page, SCREENS[role][name]));
      await settled(page);
      await expect(page.locator('html')).toHaveAttribute('lang', 'en');
      for (const size of SIZES) {
        await page.setViewportSize(size);
        await picture(page, size, `${role}-${name}-${size.width}-light-en`);
      }
    }
  }
});

/** Islands on the page that the browser's half does not export. */
async function missing(page) {
  const { js } = JSON.parse(fs.readFileSync(path.join(folder(), 'site/site.json'), 'utf8'));
  const half = await import(pathToFileURL(path.join(folder(), 'site/pkg', js)).href);
  const names = await page.locator('leptos-island').evaluateAll((islands) => islands.map((island) => island.dataset.component));
  return [...new Set(names)].filter((name) => !Object.keys(half).includes(name));
}

/** Words that their box cuts off at the right. */
const clipped = (page) =>
  page.evaluate(() => {
    const texts = [...document.querySelectorAll('nav a span, h1, h2, button, summary, .chip, label, td, th')];
    const visible = texts.filter((element) => element.checkVisibility() && !element.closest('.visually-hidden, .scroll'));
    const holder = (element) => element.closest('nav, .panel, main') ?? document.body;
    const out = visible.filter((element) => element.getBoundingClientRect().right > holder(element).getBoundingClientRect().right + 1 || element.getBoundingClientRect().left < holder(element).getBoundingClientRect().left - 1);
    return out.slice(0, 3).map((element) => `${element.tagName.toLowerCase()} «${element.textContent.trim().slice(0, 40)}»`);
  });

/** Icons that lost their size, and words pressed into a column of letters. */
const deformed = (page) =>
  page.evaluate(() => {
    const found = [];
    for (const drawing of document.querySelectorAll('svg:not(.ring, .band, .spark, .week, .cover svg, .face svg, .rail .write svg)')) {
      const { width } = drawing.getBoundingClientRect();
      if (width > 32) found.push(`a drawing ${Math.round(width)} px wide in «${drawing.parentElement.textContent.trim().slice(0, 40)}»`);
    }
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const text = walker.currentNode.textContent.trim();
      const element = walker.currentNode.parentElement;
      if (text.length < 10 || !element.checkVisibility() || element.closest('.visually-hidden, script, style, textarea, option')) continue;
      const range = document.createRange();
      range.selectNodeContents(walker.currentNode);
      const { width, height } = range.getBoundingClientRect();
      if (width < 40 && height > 100) found.push(`pressed together: «${text.slice(0, 40)}»`);
    }
    return found.slice(0, 5);
  });
