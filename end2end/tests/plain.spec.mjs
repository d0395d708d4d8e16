// What is different without JavaScript: the server keeps the draft and does the leaving.
import { NEUTRAL, begin, endElsewhere, expect, fits, stored, test, token, write } from './kit.mjs';

test('an empty message is explained, and nothing is stored', async ({ page, watch }) => {
  watch.expects(/422/);
  await begin(page, false);
  await page.locator('#content').fill('   ');
  await page.locator('.send').click();
  await expect(page.locator('.trouble')).toBeInViewport({ ratio: 1 });
  await expect(page.locator('.composer')).toBeInViewport();
  expect(await stored(page)).toEqual([]);
});

test('a message that is too long comes back whole and can be made shorter', async ({
  page,
  watch,
}) => {
  watch.expects(/422/);
  await begin(page, false);
  const text = `${'Long & "odd" <text>. '.repeat(260)}the end`;
  await page.locator('#content').fill(text);
  await page.locator('.send').click();
  await expect(page.locator('.trouble')).toBeInViewport();
  await expect(page.locator('#content')).toHaveValue(text);
  await fits(page);
  await page.locator('#content').fill(text.slice(0, 4990));
  await page.locator('.send').click();
  await expect(page.locator('.bubble.me')).toHaveCount(1);
  expect(await stored(page)).toHaveLength(2);
});

test('leave now leads to the neutral site and ends the session', async ({
  page,
  context,
  watch,
}) => {
  // No test asks a foreign server: the name is not found, and that is far enough.
  watch.expects(NEUTRAL);
  watch.expects(/asked https:\/\/en\.wikipedia\.org\/$/);
  watch.expects(/ERR_NAME_NOT_RESOLVED/);
  await begin(page, false);
  const secret = 'The owl behind the school has seen it.';
  await write(page, secret);
  const away = page.waitForEvent('requestfailed', (request) => NEUTRAL.test(request.url()));
  await page.locator('#leave').click({ noWaitAfter: true });
  const request = await away;
  expect(request.url()).toBe('https://en.wikipedia.org/');
  expect(await request.headerValue('referer')).toBeNull();
  await expect(page).toHaveURL('chrome-error://chromewebdata/');
  expect(await token(context)).toBeUndefined();
  await page.goto('/chat');
  await expect(page).toHaveURL(/\/$/);
  await expect(page.locator('body')).not.toContainText(secret);
});

test('a talk that is over says so, and what was written is not lost', async ({
  page,
  request,
  watch,
}) => {
  watch.expects(/410|404/);
  await begin(page, false);
  await endElsewhere(page, request);
  await page.locator('#content').fill('I had just begun to tell you.');
  await page.locator('.send').click();
  await expect(page.locator('.trouble, .notice')).toBeVisible();
  await expect(page.locator('#content')).toHaveValue('I had just begun to tell you.');
  await page.locator('.trouble [data-way=anew]').click();
  await expect(page.locator('#content')).toHaveValue('I had just begun to tell you.');
  await page.locator('.send').click();
  await expect(page.locator('.bubble.me')).toContainText('I had just begun to tell you.');
});
