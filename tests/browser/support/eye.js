// What a careful eye finds on a page.

import AxeBuilder from '@axe-core/playwright';

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** What sticks out of the window to the right. */
export const overflow = (page) =>
  page.evaluate(() => {
    const root = document.documentElement;
    if (root.scrollWidth <= innerWidth) return [];
    const wide = [...document.querySelectorAll('main *, nav *, footer *')].filter((element) => element.getBoundingClientRect().right > innerWidth + 1);
    return [`${root.scrollWidth}`, ...wide.slice(0, 3).map((element) => `${element.tagName.toLowerCase()}.${element.className} «${element.textContent.trim().slice(0, 40)}»`)];
  });

/** Opens what is folded, but not what lies over other things. */
export const unfold = (page) => page.locator('details:not(.audience):not([open])').evaluateAll((all) => all.forEach((details) => (details.open = true)));

/** What axe has to say of a page. */
export async function complaints(page) {
  // Of what is in order nothing is said, so that nothing of it is described and sent here.
  const axe = new AxeBuilder({ page }).setLegacyMode(true).options({ resultTypes: ['violations'] });
  const { violations } = await axe.withTags(RULES).analyze();
  return violations.map(({ id, nodes }) => {
    const where = nodes.slice(0, 3).map((node) => `${node.target.join(' ')}: ${[...node.any, ...node.all, ...node.none].map((check) => check.message).join('; ')}`);
    return `${id} (${nodes.length}): ${where.join(' | ')}`;
  });
}
