// Signing in and out, with and without JavaScript: what is said at the door, and that it shuts again.
import { LANGUAGES, begin, expect, fits, test, token } from './kit.mjs';

/** A bearer is a UUID; an anonymous session's token is none. */
const BEARER = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

const signIn = async (page, name) => {
  await page.locator('#name').fill(name);
  await page.locator('.option').nth(1).click();
  await page.locator('.trial .door').click();
  await expect(page).toHaveURL(/\/chat$/);
};

for (const [language, known] of Object.entries(LANGUAGES)) {
  test.describe(language, () => {
    test.use({ locale: known.locale });

    test('somebody finds the door, goes in, and out again', async ({ page, context }) => {
      await page.goto('/');
      await page.locator('main a[href="/sign-in"]').click();
      await expect(page.locator('html')).toHaveAttribute('lang', language);
      expect(known.speaks(await page.locator('main').innerText())).toBe(true);
      await fits(page);
      await signIn(page, `ann-${language}-${test.info().project.name}`);
      const bearer = await token(context);
      expect(bearer).toMatch(BEARER);
      // Later they say otherwise who they are, and go out through the menu.
      await page.locator('.menu summary').click();
      await page.locator('.menu a[href="/welcome"]').click();
      await expect(page.locator('.who input:checked')).toHaveCount(1);
      await page.locator('.who label', { has: page.locator('[value=lycee]') }).click();
      await page.locator('.trial .door').click();
      await expect(page).toHaveURL(/\/chat$/);
      await page.locator('.menu summary').click();
      await page.locator('.menu form[action="/sign-out"] button').click();
      await expect(page.locator('.notice')).toBeVisible();
      expect(await token(context)).toBeUndefined();
      const dead = await page.request.get('/api/v1/chat/history', {
        headers: { Authorization: `Bearer ${bearer}` },
      });
      expect(dead.status()).toBe(401);
    });
  });
}

test('a talk without a name is said to stay apart', async ({ page, context, javaScriptEnabled }) => {
  await begin(page, javaScriptEnabled);
  const anonymous = await token(context);
  await page.goto('/sign-in');
  await expect(page.locator('.apart')).toBeVisible();
  await fits(page);
  await signIn(page, `bea-${test.info().project.name}`);
  expect(await token(context)).not.toBe(anonymous);
  const session = await page.request.get(`/api/v1/sessions/${anonymous}`);
  expect(session.status()).toBe(200);
});

test('the door can be used by the keyboard alone', async ({ page }) => {
  await page.goto('/sign-in');
  await page.locator('#name').focus();
  await page.keyboard.type(`cem-${test.info().project.name}`);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Space');
  await page.keyboard.press('ArrowDown');
  await expect(page.locator('.option input').nth(1)).toBeChecked();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/chat$/);
});

test('whoever is no staff is told kindly where the totals are', async ({ page, watch }) => {
  watch.expects(/40[34]/);
  const answer = await page.goto('/staff');
  expect([403, 404]).toContain(answer.status());
  await expect(page.locator('h1')).toBeVisible();
  await fits(page);
});
