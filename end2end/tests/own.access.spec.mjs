// Everybody can use what is their own, and every component in every state.
import { isSound } from './axe.mjs';
import { LANGUAGES, begin, expect, fits, test, write } from './kit.mjs';

test.describe('axe finds nothing', () => {
  test('where nothing is there yet', async ({ page }) => {
    for (const path of ['/settings', '/talks', '/data', '/feedback']) {
      await page.goto(path);
      await isSound(page);
    }
    await page.locator('h1').waitFor();
    await page.goto('/data');
    await page.locator('.exact summary').click();
    await isSound(page);
  });

  test('where there is something, and where erasing asks once more', async ({ page }) => {
    await begin(page);
    await write(page, LANGUAGES.en.says);
    for (const path of ['/settings', '/settings?notice=kept', '/talks', '/talks?q=zzzz', '/feedback']) {
      await page.goto(path);
      await isSound(page);
    }
    await page.goto('/talks');
    await page.locator('.talks summary').first().click();
    await isSound(page);
    await page.goto('/data');
    await page.locator('#erase summary').click();
    await isSound(page);
  });

  test('around an opinion that was refused, given, and given before', async ({ page, watch }) => {
    watch.expects(/422/);
    await begin(page);
    await page.goto('/feedback');
    await page.locator('label:has([name="rating"][value="2"])').click();
    await page.locator('#text').fill('Too long. '.repeat(201));
    await page.locator('.feedback button').click();
    await expect(page.locator('.trouble')).toBeVisible();
    await isSound(page);
    for (const notice of ['sent', 'before']) {
      await page.goto(`/feedback?notice=${notice}`);
      await isSound(page);
    }
  });
});

test('whoever chose a theme reads it as well as the device would show it', async ({ page }) => {
  for (const theme of ['light', 'dark']) {
    await page.goto('/settings');
    await page.locator(`label:has([name="theme"][value="${theme}"])`).click();
    await page.locator('.settings button.door').click();
    await expect(page.locator('html')).toHaveAttribute('data-theme', theme);
    await isSound(page);
  }
});

test('nothing moves for those who chose so in the settings', async ({ page }) => {
  const moving = () => page.evaluate(() =>
    document.getAnimations().filter((a) => a.playState === 'running' && a.animationName).length,
  );
  await page.emulateMedia({ reducedMotion: 'no-preference' });
  await page.goto('/');
  expect(await moving()).toBeGreaterThan(0);
  await page.goto('/settings');
  await page.locator('label:has([name="motion"][value="less"])').click();
  await page.locator('.settings button.door').click();
  for (const path of ['/', '/settings']) {
    await page.goto(path);
    expect(await moving(), path).toBe(0);
  }
});

test('settings need no mouse, and the choice is always seen', async ({ page }) => {
  await page.goto('/settings');
  await page.locator('[name="theme"]').first().focus();
  await page.keyboard.press('ArrowDown');
  await expect(page.locator('[name="theme"][value="light"]')).toBeChecked();
  const marked = () => page.evaluate(() => {
    const card = getComputedStyle(document.activeElement.closest('label'));
    const input = getComputedStyle(document.activeElement);
    return Math.max(parseFloat(card.outlineWidth), parseFloat(input.outlineWidth)) >= 3;
  });
  expect(await marked()).toBe(true);
  await page.keyboard.press('Tab');
  await expect(page.locator('[name="text"][value="100"]')).toBeFocused();
  expect(await marked()).toBe(true);
  await page.keyboard.press('Enter');
  await expect(page.locator('.notice')).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'light');
});

for (const { locale } of Object.values(LANGUAGES)) {
  test.describe(locale, () => {
    test.skip(({ isMobile }) => !isMobile, 'the narrow screen is the hard one');
    test.use({ locale });

    test('letters twice as large fit, and from right to left too', async ({ page }) => {
      await begin(page);
      await write(page, LANGUAGES[locale.slice(0, 2)].says);
      await page.goto('/settings');
      await page.locator('label:has([name="text"][value="200"])').click();
      await page.locator('.settings button.door').click();
      for (const path of ['/settings', '/talks', '/data', '/feedback', '/chat']) {
        await page.goto(path);
        await fits(page);
        await expect(page.locator('#leave')).toBeInViewport({ ratio: 1 });
        for (const summary of await page.locator('main summary:visible').all()) await summary.click();
        await fits(page);
        await page.evaluate(() => { document.documentElement.dir = 'rtl'; });
        await fits(page);
      }
    });
  });
}

test('every component fits and is sound in every state', async ({ page, watch, isMobile }) => {
  test.skip(!isMobile, 'the narrow screen is the hard one');
  test.setTimeout(600_000);
  // The pictures of the samples are not there.
  watch.expects(/status of 40[14]/);
  await page.goto('/gallery');
  await fits(page);
  const names = await page.locator('nav[aria-label="States"] a').allInnerTexts();
  expect(names.length).toBeGreaterThan(60);
  for (const name of names) {
    await page.goto(`/gallery?only=${name}`);
    await expect(page.locator('[data-state]'), name).toHaveCount(1);
    await fits(page);
    await isSound(page);
  }
});
