// What looks at every screen sees what is wrong, so that its silence says something.

import { complaints, overflow } from './support/eye.js';
import { expect, test } from './support/test.js';

test('what is wrong with a page is found', async ({ enter }) => {
  const page = await enter('novichok');
  await page.goto('/');
  expect(await complaints(page)).toEqual([]);
  expect(await overflow(page)).toEqual([]);
  await page.locator('main').evaluate((main) => {
    main.insertAdjacentHTML('beforeend', '<input><table><tr><td>слово</td></tr></table>');
    // The content policy forbids styles in HTML, not those of scripts.
    main.querySelector('table:last-child').style.width = '3000px';
  });
  expect((await complaints(page)).join('\n')).toMatch(/^label \(1\)/m);
  expect(await overflow(page)).not.toEqual([]);
});
