// What opens above the talk: nothing that was begun below it is lost, with or without a network.
import { LANGUAGES, begin, expect, fits, said, test, write } from './kit.mjs';

const draft = 'Half of what I want to say';
const above = (page) => page.locator('#modal');

/** Opens a page from the menu above the talk. */
async function open(page, path) {
  await page.locator('.menu summary').click();
  await page.locator(`.menu a[href="${path}"]`).click();
  await expect(above(page)).toBeVisible();
  await expect(page.locator('.menu')).not.toHaveAttribute('open');
  await fits(page);
}

const close = (page) => above(page).locator('.close').click();

/** The talk is there again with what stood in its field. */
async function isAsLeft(page) {
  await expect(above(page)).toBeHidden();
  await expect(page).toHaveURL(/\/chat$/);
  await expect(page.locator('#content')).toHaveValue(draft);
  await expect(page.locator('.bubble.me')).toHaveCount(1);
}

test.beforeEach(async ({ page }) => {
  await begin(page);
  await write(page, LANGUAGES.en.says);
  await page.locator('#content').fill(draft);
});

test('a look that is chosen above the talk holds at once and stays', async ({ page }) => {
  await open(page, '/settings');
  const kept = page.waitForResponse(/\/settings\?notice=kept$/);
  await above(page).locator('label:has([name="theme"][value="dark"])').click();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await kept;
  await above(page).locator('.settings button.door').click();
  await isAsLeft(page);
  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
});

test('another monster chosen above the talk takes over, and the text stays', async ({ page }) => {
  await open(page, '/settings');
  const kept = page.waitForResponse(/\/settings\?notice=kept$/);
  await above(page).locator('label:has([name="monster"][value="nuage"])').click();
  await kept;
  await close(page);
  await isAsLeft(page);
  await expect(page.locator('#main')).toHaveAttribute('data-speaker', 'nuage');
});

test('another language chosen above the talk draws it anew with the text', async ({ page }) => {
  await open(page, '/settings');
  await above(page).locator('label:has([name="language"][value="vi"])').click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'vi');
  await isAsLeft(page);
});

test('help of another country, a search and an opinion stay above the talk', async ({ page }) => {
  await page.locator('.ring').click();
  await expect(above(page)).toBeVisible();
  await above(page).locator('select[name=country]').selectOption('VN');
  await above(page).locator('form:has(select) button').click();
  await expect(above(page).locator('a[href="tel:111"]').first()).toBeVisible();
  await close(page);
  await isAsLeft(page);

  await open(page, '/talks');
  await above(page).locator('[type=search]').fill('zzzz');
  await page.keyboard.press('Enter');
  await expect(above(page).locator('[type=search]')).toHaveValue('zzzz');
  await close(page);
  await isAsLeft(page);

  await open(page, '/feedback');
  await above(page).locator('label:has([name="rating"][value="4"])').click();
  await above(page).locator('.feedback button').click();
  await expect(above(page).locator('[name=rating]')).toHaveCount(0);
  await close(page);
  await isAsLeft(page);
});

test('each page above the talk begins at its top', async ({ page }) => {
  await open(page, '/data');
  const content = above(page).locator('.content');
  await content.evaluate((it) => it.scrollTo(0, 1e6));
  await close(page);
  await open(page, '/settings');
  expect(await content.evaluate((it) => it.scrollTop)).toBe(0);
});

test('without a network help still opens above the talk, and nothing else takes it away', async ({
  page,
  context,
  watch,
}) => {
  watch.expects(/ERR_INTERNET_DISCONNECTED/);
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => null));
  await context.setOffline(true);
  await page.locator('.ring').click();
  await expect(above(page).locator('a[href^="tel:"]').first()).toBeVisible();
  await close(page);
  await isAsLeft(page);
  await page.locator('.menu summary').click();
  await page.locator('.menu a[href="/settings"]').click();
  await expect(page.locator('#aloud')).toHaveText(await said(page, 'offline'));
  await isAsLeft(page);
  await context.setOffline(false);
});

test('what hangs open over the talk closes when something else is pressed', async ({ page }) => {
  const more = page.locator('.bubble:not(.me) .more').last();
  await more.locator('summary').click();
  const erase = more.locator('button');
  await expect(erase).toBeInViewport({ ratio: 1 });
  await erase.click({ trial: true });
  await page.locator('#content').click();
  await expect(erase).toBeHidden();
  const own = page.locator('.bubble.me .more');
  await own.locator('summary').click();
  await expect(own.locator('button')).toBeInViewport({ ratio: 1 });
  await own.locator('button').click({ trial: true });
  await page.locator('#content').click();
  await page.locator('.menu summary').click();
  await page.locator('#content').click();
  await expect(page.locator('.menu')).not.toHaveAttribute('open');
});

test('on a low screen or in large letters what is above the talk is shut below leave now', async ({
  page,
  isMobile,
}) => {
  await page.setViewportSize(isMobile ? { width: 740, height: 360 } : { width: 1280, height: 740 });
  await page.evaluate((size) => { document.documentElement.dataset.text = size; }, isMobile ? '100' : '200');
  await page.locator('.ring').click();
  await expect(above(page)).toBeVisible();
  // Closing and leaving are never mixed up.
  await expect(async () => {
    const shut = await above(page).locator('.close').boundingBox();
    const leave = await above(page).locator('.leave').boundingBox();
    expect(shut.y).toBeGreaterThanOrEqual(leave.y + leave.height);
  }).toPass();
  await close(page);
  await isAsLeft(page);
});

test('an opinion or a choice that does not arrive is said to, and stays as it was', async ({
  page,
  watch,
}) => {
  watch.expects(/status of 429/);
  const refuse = (route) =>
    route.request().method() === 'POST' ? route.fulfill({ status: 429, body: '' }) : route.continue();
  await open(page, '/feedback');
  await page.route('**/feedback', refuse);
  await above(page).locator('#text').fill('It helped me.');
  await above(page).locator('label:has([name="rating"][value="4"])').click();
  await above(page).locator('.feedback button').click();
  const note = above(page).locator('.content > .trouble');
  await expect(note).toHaveText(await said(page, '429'));
  await expect(note).toBeInViewport({ ratio: 1 });
  await expect(above(page).locator('#text')).toHaveValue('It helped me.');
  await close(page);
  await open(page, '/settings');
  await expect(note).toHaveCount(0);
  await page.route('**/settings', refuse);
  await above(page).locator('label:has([name="theme"][value="dark"])').click();
  await expect(note).toHaveText(await said(page, '429'));
  await close(page);
  await isAsLeft(page);
});
