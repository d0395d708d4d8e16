// The doors for grown-ups: signing in, and the totals for staff, sound by day and by night.
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isSound } from './axe.mjs';
import { LANGUAGES, expect, fits, startOwn, test } from './kit.mjs';

const staffed = test.extend({
  server: [
    async ({}, use) => {
      const file = join(mkdtempSync(join(tmpdir(), 'kind-monsters-flags-')), 'features.toml');
      writeFileSync(file, '[variant.professional]\ncollective_management = true\n');
      const server = await startOwn(`staff-${process.pid}`, { FEATURE_FLAGS: file });
      await use(server);
      await server.stop();
    },
    { scope: 'worker' },
  ],
  baseURL: ({ server }, use) => use(server.url),
});

/** Goes in by the development server's door as the `who`-th kind of person. */
async function signIn(page, name, who) {
  await page.goto('/sign-in');
  await page.locator('#name').fill(name);
  await page.locator('.option').nth(who).click();
  await page.locator('.trial .door').click();
}

for (const [language, { locale, speaks }] of Object.entries(LANGUAGES)) {
  staffed.describe(language, () => {
    staffed.use({ locale });

    staffed('signing in is sound at the door, refused and inside', async ({ page, watch }) => {
      watch.expects(/422/);
      await page.goto('/sign-in');
      expect(speaks(await page.locator('main').innerText())).toBe(true);
      await isSound(page);
      await fits(page);
      // Nothing but spaces: the browser lets it pass, the server does not.
      await signIn(page, '   ', 1);
      await expect(page.locator('.trouble')).toBeVisible();
      await isSound(page);
      await fits(page);
      await signIn(page, `dan-${language}-${test.info().project.name}`, 1);
      await expect(page).toHaveURL(/\/chat$/);
      await page.goto('/sign-in');
      await isSound(page);
      await page.goto('/welcome');
      await isSound(page);
      await fits(page);
    });

    staffed('totals are shown to staff alone, and sound', async ({ page, watch }) => {
      watch.expects(/403/);
      const refused = await page.goto('/staff');
      expect(refused.status()).toBe(403);
      await isSound(page);
      await signIn(page, `staff-${language}-${test.info().project.name}`, 1);
      await expect(page).toHaveURL(/\/chat$/);
      const shown = await page.goto('/staff');
      expect(shown.status()).toBe(200);
      expect(speaks(await page.locator('main').innerText())).toBe(true);
      await isSound(page);
      await fits(page);
    });
  });
}
