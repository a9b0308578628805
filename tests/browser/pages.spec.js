// Every page of both diaries, unfolded, on a phone: everybody can use it.

import { pages } from './support/diary.js';
import { complaints, overflow, unfold } from './support/eye.js';
import { expect, settled, test } from './support/test.js';

for (const [diary, login] of [['grade 9', 'varya'], ['the profile grades', 'timur']]) {
  test(`every page of the diary of ${diary} can be used by everybody on a phone`, async ({ enter }) => {
    test.setTimeout(480_000);
    const page = await enter(login);
    const all = await pages(page);
    expect(all.length).toBeGreaterThan(30);
    await page.setViewportSize({ width: 360, height: 780 });
    for (const address of all) {
      await page.goto(address);
      await settled(page);
      await unfold(page);
      expect.soft(await overflow(page), `${address}: wider than the window`).toEqual([]);
      expect.soft(await complaints(page), `${address}: accessibility`).toEqual([]);
    }
  });
}
