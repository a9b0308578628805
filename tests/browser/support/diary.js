// Finding the pages of a diary as a person finds them: from its contents on.

export const main = (page) => page.locator('main');
const links = (page) => main(page).locator('a[href^="/diary/"]').evaluateAll((all) => all.map((link) => link.getAttribute('href')));

const isCard = (address) => /[0-9a-f-]{36}$/.test(address);
const isNoPage = (address) => /\/(as|print|history)$/.test(address);
const isOldWeek = (address) => address.startsWith('/diary/week/') && !address.endsWith('w12');

/** Every page of the diary that can be written, from its contents on. */
export async function pages(page) {
  const found = new Set();
  const seen = new Set(['/diary']);
  const queue = ['/diary'];
  while (queue.length) {
    const address = queue.pop();
    await page.goto(address);
    if (await page.locator('form#page').count()) {
      found.add(new URL(page.url()).pathname);
      continue;
    }
    for (const next of await links(page)) {
      if (next.endsWith('/new')) found.add(next);
      if (seen.has(next) || next.endsWith('/new') || isCard(next) || isNoPage(next) || isOldWeek(next)) continue;
      seen.add(next);
      queue.push(next);
    }
  }
  return [...found];
}
