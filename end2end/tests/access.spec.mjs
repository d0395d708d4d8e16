// Everybody can use it: axe on every page and state, the keyboard alone, big letters, no motion.
import { isSound } from './axe.mjs';
import { LANGUAGES, begin, expect, fits, test, write } from './kit.mjs';

test.describe('axe finds nothing', () => {
  test('on the pages', async ({ page }) => {
    for (const path of ['/', '/help', '/privacy', '/nowhere', '/?notice=erased']) {
      await page.goto(path);
      await isSound(page);
    }
    await page.locator('.menu summary').click();
    await isSound(page);
  });

  test('in a talk, in a crisis, and where erasing asks once more', async ({ page }) => {
    await begin(page);
    await isSound(page);
    await write(page, LANGUAGES.en.says);
    await isSound(page);
    await write(page, LANGUAGES.en.crisis);
    await isSound(page);
    await page.goto('/privacy');
    await page.locator('#erase summary').click();
    await isSound(page);
  });

  test('where something failed, and while an answer is on its way', async ({ page, watch }) => {
    watch.expects(/status of 503/);
    await begin(page);
    let wait = () => {};
    await page.route('**/api/ui/act', async (route) => {
      await new Promise((resolve) => { wait = resolve; });
      await route.fulfill({ status: 503, json: { status: 503, detail: { error: '', message: '' } } });
    });
    await page.locator('#content').fill('Is anybody there?');
    await page.locator('.send').click();
    await expect(page.locator('.writing')).toBeVisible();
    await isSound(page);
    wait();
    await expect(page.locator('.trouble')).toBeVisible();
    await isSound(page);
  });
});

test('a whole talk needs no mouse, and the focus is always seen', async ({ page }) => {
  await page.goto('/');
  const focus = () => page.evaluate(() => {
    const element = document.activeElement;
    // A file is chosen through the label around its field.
    const shown = element.closest('label.tool') ?? element;
    const style = getComputedStyle(shown);
    const frame = getComputedStyle(shown.closest('.field') ?? shown);
    const { top, bottom, left, right, width } = shown.getBoundingClientRect();
    return {
      name: element.id || element.className || element.tagName,
      isSeen: width > 1 && top >= 0 && left >= 0 && right <= innerWidth && bottom <= innerHeight,
      isMarked: parseFloat(style.outlineWidth) >= 3 || frame.boxShadow.includes('3px'),
    };
  });
  const tab = async (key = 'Tab') => {
    await page.keyboard.press(key);
    const { name } = await focus();
    // The page may still glide there.
    const isGood = async () => {
      const { isSeen, isMarked } = await focus();
      return isSeen && isMarked;
    };
    await expect.poll(isGood, `the focus on ${name} is seen`).toBe(true);
    return name;
  };
  const way = [];
  while (!way.includes('door') && way.length < 20) way.push(await tab());
  expect(way.slice(0, 4)).toEqual(['skip', 'ring', 'SUMMARY', 'leave']);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/chat$/);
  await expect.poll(() => page.evaluate(() => window.isAwake)).toBe(true);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  const down = [];
  while (!down.includes('content') && down.length < 40) down.push(await tab());
  expect(down.at(-1)).toBe('content');
  await page.keyboard.type('Nobody sits next to me at lunch.');
  const on = [];
  while (!on.includes('send') && on.length < 5) on.push(await tab());
  expect(on.at(-1)).toBe('send');
  await page.keyboard.press('Enter');
  await expect(page.locator('.bubble:not(.me)')).toHaveCount(2);
  await expect(page.locator('#content')).toBeFocused();
  const back = [];
  while (!back.includes('leave') && back.length < 80) back.push(await tab('Shift+Tab'));
  expect(back.at(-1)).toBe('leave');
});

test('nothing moves for those who asked for less motion', async ({ page }) => {
  const moving = () => page.evaluate(() =>
    document.getAnimations().filter((a) => a.playState === 'running' && a.animationName).length,
  );
  await page.emulateMedia({ reducedMotion: 'no-preference' });
  await page.goto('/');
  expect(await moving()).toBeGreaterThan(0);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  expect(await moving()).toBe(0);
  await begin(page);
  await page.route('**/api/ui/act', () => {});
  await page.locator('#content').fill('Are you still there?');
  await page.locator('.send').click();
  await expect(page.locator('.writing')).toBeVisible();
  expect(await moving()).toBe(0);
});

for (const { locale } of Object.values(LANGUAGES)) {
  test.describe(locale, () => {
    test.skip(({ isMobile }) => !isMobile, 'the narrow screen is the hard one');
    test.use({ locale });

    test('letters twice as large fit, and from right to left too', async ({ page, context }) => {
      const chrome = await context.newCDPSession(page);
      await chrome.send('Page.setFontSizes', { fontSizes: { standard: 32, fixed: 26 } });
      const language = locale.slice(0, 2);
      await begin(page);
      expect(await page.evaluate(() => parseFloat(getComputedStyle(document.body).fontSize))).toBe(34);
      await fits(page);
      await write(page, LANGUAGES[language].crisis);
      await fits(page);
      for (const path of ['/chat', '/', '/help', '/privacy', '/nowhere']) {
        await page.goto(path);
        await fits(page);
        await expect(page.locator('#leave')).toBeInViewport({ ratio: 1 });
        await page.locator('.menu summary').click();
        await fits(page);
        await expect(page.locator('.menu a').first()).toBeInViewport({ ratio: 1 });
        await page.evaluate(() => { document.documentElement.dir = 'rtl'; });
        await fits(page);
      }
    });
  });
}
