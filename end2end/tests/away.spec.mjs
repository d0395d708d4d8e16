// The network that comes and goes, the server that starts anew, another tab, and what is left behind.
import {
  LANGUAGES,
  NEUTRAL,
  awake,
  begin,
  endElsewhere,
  expect,
  fits,
  noteWaking,
  said,
  startOwn,
  stored,
  test,
  write,
} from './kit.mjs';
import { freePort } from '../server.mjs';

const SEND = '**/api/ui/act';
const text = 'Nobody waits for me, thằng bé nói.';

const mine = (page) => page.locator('.bubble.me');
const theirs = (page) => page.locator('.bubble[data-id]:not(.me)');
const trouble = (page) => page.locator('#trouble');
const again = (page) => trouble(page).locator('[data-way=retry]').click();

/** What could not be sent is explained, and its words stand in the field. */
async function isKept(page, words) {
  await expect(trouble(page)).toBeInViewport({ ratio: 1 });
  await expect(page.locator('#content')).toHaveValue(words);
  await expect(page.locator('.writing')).toHaveCount(0);
  await fits(page);
}

/** The message is there once, here and on the server, and so is its answer. */
async function isThereOnce(page, words, turns = 1) {
  await expect(theirs(page)).toHaveCount(turns + 1);
  await expect(mine(page)).toHaveCount(turns);
  await expect(mine(page).filter({ hasText: words })).toHaveCount(1);
  await expect(page.locator('#talk > li:not([data-id])')).toHaveCount(0);
  await expect(trouble(page)).toBeHidden();
  await expect(page.locator('#content')).toHaveValue('');
  const roles = (await stored(page)).map(({ role }) => role);
  expect(roles).toEqual(Array.from({ length: turns }, () => ['user', 'assistant']).flat());
}

test('without a network it is said, what is written is kept, and later sent once', async ({
  page,
  context,
  watch,
}) => {
  watch.expects(/ERR_INTERNET_DISCONNECTED/);
  await begin(page);
  const banner = page.locator('#banner');
  await expect(banner).toBeHidden();
  await context.setOffline(true);
  await expect(banner).toHaveText(await said(page, 'offline'));
  await expect(banner).toBeInViewport({ ratio: 1 });
  await fits(page);
  await page.locator('#content').fill(text);
  await page.locator('.send').click();
  await isKept(page, text);
  await expect(trouble(page).locator('p')).toHaveText(await said(page, '0'));
  await context.setOffline(false);
  await expect(banner).toBeHidden();
  await expect(page.locator('#aloud')).toHaveText(await said(page, 'online'));
  await expect(page.locator('#content')).toHaveValue(text);
  await again(page);
  await isThereOnce(page, text);
});

test('a page that opens without a network says so', async ({ page, context, watch }) => {
  watch.expects(/ERR_INTERNET_DISCONNECTED/);
  await context.addInitScript(() => {
    Object.defineProperty(navigator, 'onLine', { get: () => false });
  });
  await begin(page);
  await expect(page.locator('#banner')).toHaveText(await said(page, 'offline'));
});

test('answers that get lost twice leave one message', async ({ page, watch }) => {
  watch.expects(/ERR_FAILED/);
  await begin(page);
  let calls = 0;
  await page.route(SEND, async (route) => {
    calls += 1;
    if (calls > 2) return route.continue();
    // It arrives and is answered; only the way back is broken.
    expect((await route.fetch()).status()).toBe(200);
    return route.abort();
  });
  await page.locator('#content').fill(text);
  await page.locator('.send').click();
  await isKept(page, text);
  expect(await stored(page)).toHaveLength(2);
  await again(page);
  await expect.poll(() => calls).toBe(2);
  await isKept(page, text);
  expect(await stored(page)).toHaveLength(2);
  await again(page);
  await isThereOnce(page, text);
  expect(calls).toBe(3);

  // The same words said again on purpose are another message.
  await write(page, text);
  expect(await stored(page)).toHaveLength(4);
});

test('a choice whose answer gets lost is made once', async ({ page, watch }) => {
  watch.expects(/ERR_FAILED/);
  await begin(page);
  let calls = 0;
  await page.route(SEND, async (route) => {
    calls += 1;
    if (calls > 1) return route.continue();
    await route.fetch();
    return route.abort();
  });
  await page.locator('#ask [value=sad]').click();
  await expect(trouble(page)).toBeInViewport({ ratio: 1 });
  await again(page);
  await expect(theirs(page)).toHaveCount(2);
  await expect(mine(page)).toHaveCount(1);
  await expect(trouble(page)).toBeHidden();
  expect(await stored(page)).toHaveLength(2);
});

test('what is said in one tab appears in the other, once', async ({ page, context }) => {
  await begin(page);
  const other = await context.newPage();
  await other.goto('/chat');
  await awake(other);
  for (const one of [page, other]) await one.evaluate(() => { window.isStillThere = true; });
  const ids = (one) => one.locator('#talk > li').evaluateAll((all) => all.map((li) => li.dataset.id));
  const areEqual = async (turns) => {
    for (const one of [page, other]) {
      await expect(theirs(one)).toHaveCount(turns + 1);
      await expect(mine(one)).toHaveCount(turns);
      expect(await one.evaluate(() => window.isStillThere), 'not loaded anew').toBe(true);
    }
    const here = await ids(page);
    expect(here).toHaveLength(2 * turns + 1);
    expect(new Set(here).size).toBe(here.length);
    expect(await ids(other)).toEqual(here);
  };
  await other.locator('#content').fill('half a draft');
  await write(page, 'The first tab says this.');
  await areEqual(1);
  await expect(mine(other)).toContainText('The first tab says this.');
  await expect(other.locator('#content'), 'a draft stays').toHaveValue('half a draft');
  await write(other, 'The second tab says that.');
  await areEqual(2);
  await expect(page.locator('.streaming, .writing')).toHaveCount(0);
});

test('the server starts anew in the middle of a talk', async ({ browser, isMobile }) => {
  const [name, port] = [`anew-${process.pid}`, await freePort()];
  let server = await startOwn(name, {}, port);
  const context = await browser.newContext({ baseURL: server.url, isMobile, locale: 'en-GB' });
  await noteWaking(context);
  const page = await context.newPage();
  try {
    await begin(page);
    await write(page, 'Before the server went away.');
    await server.stop();
    await page.locator('#content').fill(text);
    await page.locator('.send').click();
    await isKept(page, text);
    await expect(mine(page)).toHaveCount(1);
    server = await startOwn(name, {}, port);
    await again(page);
    await isThereOnce(page, text, 2);
    await page.reload();
    await isThereOnce(page, text, 2);
  } finally {
    await context.close();
    await server.stop();
  }
});

test('a talk that ended elsewhere says so by itself, and the words come along', async ({
  page,
  request,
  watch,
}) => {
  watch.expects(/status of (401|404|410)/);
  await begin(page);
  await page.locator('#content').fill(text);
  await endElsewhere(page, request);
  await isKept(page, text);
  await expect(trouble(page).locator('p')).toHaveText(await said(page, '404'));
  await expect(trouble(page).locator('[data-way=retry]')).toBeHidden();
  await trouble(page).locator('[data-way=anew]').click();
  await expect(trouble(page)).toBeHidden();
  await expect(page.locator('#content')).toHaveValue(text);
  await awake(page);
  await page.locator('.send').click();
  await isThereOnce(page, text);
});

/** Waits until the helper in the background has taken its few files. */
const ready = (page) => page.evaluate(async () => {
  const never = new Promise((_, fail) => setTimeout(fail, 8000, new Error('no worker is ready')));
  const { active } = await Promise.race([navigator.serviceWorker.ready, never]);
  return active.scriptURL;
});

/** What the browser keeps of us: the addresses, and all of their text. */
const kept = (page) => page.evaluate(async () => {
  const found = {};
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      const { pathname, search } = new URL(request.url);
      found[pathname + search] = await (await cache.match(request)).text();
    }
  }
  return found;
});

for (const [language, known] of Object.entries(LANGUAGES)) {
  test.describe(language, () => {
    test.use({ locale: known.locale });

    test('help can be read without a network, and nothing of the talk is kept', async ({
      page,
      context,
      watch,
    }) => {
      watch.expects(/ERR_INTERNET_DISCONNECTED|ERR_FAILED/);
      await begin(page);
      const secret = 'The heron keeps nothing.';
      await write(page, secret);
      expect(await ready(page)).toMatch(new RegExp(`/sw\\.js\\?language=${language}$`));

      const files = await kept(page);
      const paths = Object.keys(files).map((path) => path.replace(/\.[\w-]{22}\./, '.HASH.'));
      expect(paths.sort()).toEqual([
        '/favicon.svg',
        `/help?language=${language}`,
        '/leave.js',
        '/pkg/kind-monsters.HASH.css',
      ]);
      const conversation = await page.locator('#talk').getAttribute('data-conversation');
      for (const [path, content] of Object.entries(files)) {
        expect(content, path).not.toContain(secret);
        expect(content, path).not.toContain(conversation);
      }

      await context.setOffline(true);
      await page.goto('/help');
      await expect(page.locator('html')).toHaveAttribute('lang', language);
      await expect(page.locator('h1')).toBeVisible();
      expect(known.speaks(await page.locator('.steps').innerText())).toBe(true);
      const numbers = await page.locator('main a[href^="tel:"]').evaluateAll((links) =>
        links.map((link) => link.getAttribute('href').slice(4)),
      );
      expect(numbers.length).toBeGreaterThan(0);
      if (known.line) expect(numbers).toContain(known.line);
      expect(await page.evaluate(() => document.styleSheets.length), 'styled').toBeGreaterThan(0);
      await expect(page.locator('#leave')).toBeInViewport({ ratio: 1 });
      await fits(page);
      // Nor does the talk's own address show anything else.
      await page.goto('/chat');
      await expect(page.locator('body')).not.toContainText(secret);
      await expect(page.locator('main a[href^="tel:"]').first()).toBeVisible();
    });
  });
}

test('after leaving nothing of us is left, and Back shows nothing', async ({
  page,
  context,
  watch,
}) => {
  watch.expects(/^asked https:\/\/en\.wikipedia\.org\/$/);
  await context.route(NEUTRAL, (route) =>
    route.fulfill({ contentType: 'text/html', body: '<title>Wikipedia</title>' }),
  );
  await begin(page);
  const secret = 'The heron has flown.';
  await write(page, secret);
  await ready(page);
  await page.locator('#leave').click({ noWaitAfter: true });
  await expect(page).toHaveURL('https://en.wikipedia.org/');
  await page.goBack();
  await expect(page).not.toHaveURL(/chat/);
  await expect(page.locator('body')).not.toContainText(secret);
  const left = () => page.evaluate(async () => ({
    workers: (await navigator.serviceWorker.getRegistrations()).length,
    caches: await caches.keys(),
    local: localStorage.length + sessionStorage.length,
  }));
  await page.goto('/');
  await expect.poll(left).toEqual({ workers: 0, caches: [], local: 0 });
  expect(await context.cookies()).toEqual([]);
});

test('what Shift is about to do is announced, and taken back by another key', async ({ page }) => {
  await begin(page);
  const status = page.locator('#leave-status');
  const link = page.locator('#leave');
  await expect(status).toHaveText('');
  await page.locator('#content').focus();
  await page.keyboard.press('Shift');
  await expect(status).toHaveText(await link.getAttribute('data-left2'));
  await page.keyboard.press('Shift');
  await expect(status).toHaveText(await link.getAttribute('data-left1'));
  expect(await link.getAttribute('data-left1')).not.toBe(await link.getAttribute('data-left2'));
  await page.keyboard.press('a');
  await expect(status).toHaveText('');
  await expect(page).toHaveURL(/chat$/);
});
