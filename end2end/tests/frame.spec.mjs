// The talk in a frame on a school's own page: on another site than ours, as the browser sees it.
import { NEUTRAL, expect, listen, startOwn, test } from './kit.mjs';

const secret = 'The heron sits in the frame.';

/** The page of a school that loads the button from `server`. */
async function school(server) {
  const site = await listen((request, response) => {
    response.setHeader('Content-Type', 'text/html; charset=utf-8');
    response.end(`<!DOCTYPE html><html lang="en"><title>Our school</title>
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <link rel="icon" href="data:,">
      <h1>Our school</h1>
      <script src="${server()}/embed.js" data-label="Parler à un monstre" data-language="fr" defer></script>`);
  });
  return site;
}

const framed = test.extend({
  // A school whose page may hold the frame.
  friend: [
    async ({}, use) => {
      let ours;
      const site = await school(() => ours);
      const server = await startOwn(`frame-${process.pid}`, { EMBED_ORIGINS: site.url });
      // Another site than the school's 127.0.0.1, and trusted by the browser like any https.
      ours = server.url.replace('127.0.0.1', 'localhost');
      await use({ ours, site: site.url });
      await server.stop();
      await site.stop();
    },
    { scope: 'worker' },
  ],
  baseURL: ({ friend }, use) => use(friend.ours),
});

/** Opens the school's page and the frame on it. */
async function openFrame(page, site, watch) {
  watch.expects(new RegExp(`^asked ${site}/$`));
  await page.goto(site);
  const button = page.getByRole('button', { name: 'Parler à un monstre' });
  await expect(button).toBeInViewport({ ratio: 1 });
  await expect(button).toHaveAttribute('aria-expanded', 'false');
  const { height } = await button.boundingBox();
  expect(height).toBeGreaterThanOrEqual(44);
  await expect(page.locator('iframe')).toHaveCount(0);
  await button.click();
  await expect(button).toHaveAttribute('aria-expanded', 'true');
  const frame = page.locator('iframe');
  await expect(frame).toBeInViewport({ ratio: 1 });
  return { button, frame, inside: frame.contentFrame() };
}

/** Begins a talk within the frame and gets an answer. */
async function talkInside(inside) {
  await expect(inside.locator('html')).toHaveAttribute('lang', 'fr');
  await inside.locator('main form[action="/start"] button').click();
  await expect(inside.locator('html[data-alive]')).toBeAttached();
  await inside.locator('#content').fill(secret);
  await inside.locator('.send').click();
  await expect(inside.locator('.bubble[data-id]:not(.me)')).toHaveCount(2);
  await expect(inside.locator('#trouble')).toBeHidden();
}

framed('a talk is begun and answered in the frame', async ({ page, context, friend, watch }) => {
  const { button, frame, inside } = await openFrame(page, friend.site, watch);
  await talkInside(inside);
  const wide = await inside.locator('html').evaluate((html) => html.scrollWidth - innerWidth);
  expect(wide, 'nothing sticks out').toBeLessThanOrEqual(0);
  await expect(inside.locator('#leave')).toBeInViewport({ ratio: 1 });

  const session = (await context.cookies()).find(({ name }) => name === 'km_session');
  expect(session).toMatchObject({ httpOnly: true, secure: true, sameSite: 'None' });
  expect(session.partitionKey, 'of this school only').toContain('127.0.0.1');

  // Put away and taken out again, the talk is as it was.
  await button.click();
  await expect(frame).toBeHidden();
  await expect(button).toHaveAttribute('aria-expanded', 'false');
  await button.click();
  await expect(frame).toBeVisible();
  await expect(inside.locator('.bubble.me')).toContainText(secret);

  // What is begun in the frame stays there: our own page knows nothing of it.
  const own = await context.newPage();
  await own.goto('/chat');
  await expect(own).toHaveURL(/\/$/);
  await expect(own.locator('body')).not.toContainText(secret);

  // The page is loaded again, and the talk goes on.
  await page.reload();
  await page.getByRole('button', { name: 'Parler à un monstre' }).click();
  // The browser of the test can lose a press while the frame of another site is being placed.
  await expect(async () => {
    const door = inside.locator('main a.door');
    if (await door.isVisible()) await door.click();
    await expect(inside.locator('.bubble.me')).toContainText(secret, { timeout: 3000 });
  }).toPass();
});

framed('leaving in the frame takes the whole page away', async ({
  page,
  context,
  friend,
  watch,
}) => {
  watch.expects(/^asked https:\/\/fr\.wikipedia\.org\/$/);
  await context.route(NEUTRAL, (route) =>
    route.fulfill({ contentType: 'text/html', body: '<title>Wikipédia</title>' }),
  );
  const { inside } = await openFrame(page, friend.site, watch);
  await talkInside(inside);
  await inside.locator('#leave').click({ noWaitAfter: true });
  await expect(page).toHaveURL('https://fr.wikipedia.org/');
  await expect
    .poll(async () => (await context.cookies()).map(({ name }) => name))
    .not.toContain('km_session');
  await page.goto(friend.site);
  await page.getByRole('button', { name: 'Parler à un monstre' }).click();
  await expect(inside.locator('main form[action="/start"] button')).toBeVisible();
  await expect(inside.locator('body')).not.toContainText(secret);
});

test('on a page that was not named the frame stays empty', async ({ page, baseURL, watch }) => {
  watch.expects(/frame-ancestors|ERR_BLOCKED_BY_RESPONSE/);
  watch.expects(/^asked chrome-error:/);
  const site = await school(() => baseURL);
  try {
    const { inside } = await openFrame(page, site.url, watch);
    await expect.poll(() => page.frames().length).toBe(2);
    await expect(inside.locator('main, .door, #leave')).toHaveCount(0);
    const [, frame] = page.frames();
    await expect.poll(() => frame.url()).toBe('chrome-error://chromewebdata/');
  } finally {
    await site.stop();
  }
});
