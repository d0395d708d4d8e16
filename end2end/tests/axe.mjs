// Asks axe whether a page is usable by everybody, by day and by night.
import AxeBuilder from '@axe-core/playwright';
import { expect } from './kit.mjs';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** Nothing is wrong with the page as it stands, by day and by night. */
export async function isSound(page) {
  const { width, height } = page.viewportSize();
  // Nothing lies half under the text field, as it would where there is more to scroll to.
  await page.setViewportSize({ width, height: 4000 });
  for (const colorScheme of ['light', 'dark']) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const axe = new AxeBuilder({ page });
    if (colorScheme === 'light') axe.withTags(TAGS);
    else axe.withRules(['color-contrast']);
    const { violations } = await axe.analyze();
    const told = violations.map(({ id, nodes }) => `${id}: ${nodes.map((n) => n.html).join(' | ')}`);
    expect(told, `${page.url()} in ${colorScheme}`).toEqual([]);
  }
  await page.setViewportSize({ width, height });
}
