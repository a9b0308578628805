// The test of this suite: a school of its own, people who sign in, and an eye on everything that
// goes wrong in a page without being seen.

import { test as base, expect } from '@playwright/test';

import { School } from './school.js';

export { expect };

const PASSWORD = 'demo-school-2026';

export const test = base.extend({
  school: async ({}, use) => {
    const school = await School.open();
    await use(school);
    await school.close();
  },

  baseURL: async ({ school }, use) => use(school.address),

  /** What went wrong unseen: errors in the console, exceptions, refusals of the content policy. */
  troubles: async ({}, use) => {
    const troubles = new Troubles();
    await use(troubles);
    expect(troubles.unexpected(), 'errors in the console').toEqual([]);
  },

  /** A new window for somebody who is not signed in. */
  stranger: async ({ browser, baseURL, troubles }, use) => {
    const contexts = [];
    await use(async (options = {}) => {
      const context = await browser.newContext({ baseURL, locale: 'ru-RU', ...options });
      contexts.push(context);
      await troubles.watch(context);
      return context.newPage();
    });
    for (const context of contexts) await context.close();
  },

  /** A new window for somebody who is signed in. */
  enter: async ({ stranger }, use) => {
    await use(async (login, options = {}) => {
      const page = await stranger(options);
      await signIn(page.context(), login);
      return page;
    });
  },
});

/** Signs somebody in without the page: the door itself is tested by `session.spec.js`. */
export async function signIn(context, login) {
  const page = context.pages()[0] ?? (await context.newPage());
  const answer = await page.request.post('/sign-in', {
    form: { login, password: PASSWORD },
    headers: { 'sec-fetch-site': 'same-origin' },
    maxRedirects: 0,
  });
  expect(answer.status(), `${login} signs in`).toBe(303);
  expect(answer.headers().location, `${login} signs in`).toBe('/');
}

class Troubles {
  constructor() {
    this.seen = [];
    // A page that is left while its module is still on the way says so; nobody is there to mind.
    this.allowed = [/Response body loading was aborted/];
  }

  /** Errors that belong to what the test does. */
  allow(pattern) {
    this.allowed.push(pattern);
  }

  unexpected() {
    return this.seen.filter((text) => !this.allowed.some((pattern) => pattern.test(text)));
  }

  async watch(context) {
    await context.addInitScript(() => {
      addEventListener('securitypolicyviolation', (event) => {
        console.error(`content policy: ${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`);
      });
    });
    context.on('console', (message) => {
      if (message.type() === 'error') this.seen.push(`${message.text()} [${message.page()?.url()}]`);
    });
    context.on('weberror', (error) => this.seen.push(`${error.error()} [${error.page()?.url()}]`));
    context.on('dialog', (dialog) => {
      this.seen.push(`a dialog: ${dialog.message()}`);
      dialog.dismiss();
    });
  }
}

/** The page's own autosave: ready to save what is typed. */
export async function ready(page, form = 'page') {
  await expect(page.locator(`form#${form}`)).toHaveAttribute('data-autosave', 'on');
}

/** The words of the page's autosave. */
export const state = (page) => page.locator('main > .row [role=status]').first();

/** Does something and waits until the page says that it saved it. */
export async function saved(page, act) {
  const answer = page.waitForResponse((response) => response.url().endsWith('/api/v1/diary/save') && response.request().method() === 'POST');
  await act();
  expect((await answer).status()).toBe(200);
  await expect(state(page)).toHaveText(/^сохранено в \d{1,2}:\d\d$/);
}

/** The control of a field on a diary page. */
export const control = (page, path) => page.locator(`[name="draft[fields][${path}]"]`);

/** Chooses language, theme or cover as the forms of the product do. */
export async function look(page, choice) {
  const answer = await page.request.post('/look', { form: { back: '/', ...choice }, headers: { 'sec-fetch-site': 'same-origin' }, maxRedirects: 0 });
  expect(answer.status(), 'the choice of a look').toBe(303);
}

/** The page is drawn and its islands, if it has any, are awake. */
export async function settled(page) {
  await expect(page.locator('h1')).toBeVisible();
  // What is sent by its buttons alone is saved by no island.
  const forms = page.locator('form[id]:not(#track-step, #settle, #request, #talk-request)');
  if (await page.locator('leptos-island').count()) {
    for (const form of await forms.all()) await expect(form).toHaveAttribute('data-autosave', 'on');
  }
}

/** The pages that a student of the adult's class has shown, those that wait first. */
export async function shownOf(adult, surname) {
  await adult.goto('/class');
  await adult.getByRole('link', { name: surname }).click();
  return adult.locator('.queue a');
}

/** A comment reaches its student after the seconds in which it can be taken back. */
export async function arrives(page, address, words) {
  await expect(async () => {
    await page.goto(address);
    await expect(page.locator('.words').filter({ hasText: words }).first()).toBeVisible({ timeout: 500 });
  }).toPass({ timeout: 20_000, intervals: [1_000] });
}
