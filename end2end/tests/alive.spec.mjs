// What the page does by itself where JavaScript runs: leaving at once, failures, keys, first load.
import {
  LANGUAGES,
  NEUTRAL,
  awake,
  begin,
  endElsewhere,
  expect,
  fits,
  stored,
  test,
  token,
  write,
} from './kit.mjs';

const SEND = '**/api/ui/act';

test.describe('leave now', () => {
  const secret = 'The heron on the roof has heard it.';
  /** Whether a page said, before it was gone, that it was hidden. */
  const wasWiped = async (context) =>
    (await context.cookies()).some(({ name }) => name === 'test_wiped');

  test.beforeEach(async ({ page, context, watch }) => {
    watch.expects(/^asked https:\/\/en\.wikipedia\.org\/$/);
    // Nobody can look into a page that is leaving, and its requests may be lost with it.
    await context.addInitScript(() => {
      const tell = () => {
        const { display } = getComputedStyle(document.documentElement);
        if (display === 'none') document.cookie = 'test_wiped=1; path=/';
      };
      const attributeFilter = ['hidden'];
      new MutationObserver(tell).observe(document, { attributeFilter, subtree: true });
    });
    await context.route(NEUTRAL, (route) =>
      route.fulfill({ contentType: 'text/html', body: '<title>Wikipedia</title>' }),
    );
    await page.goto('/help');
    await begin(page);
    await write(page, secret);
  });

  const isGone = async (page, context) => {
    await expect(page).toHaveURL('https://en.wikipedia.org/');
    expect(await wasWiped(context), 'the page was hidden before the other one came').toBe(true);
    await expect.poll(() => token(context)).toBeUndefined();
    for (let step = 0; step < 2; step += 1) {
      await page.goBack();
      await expect(page).not.toHaveURL(/chat/);
      await expect(page.locator('body')).not.toContainText(secret);
    }
    await page.goto('/chat');
    await expect(page.locator('body')).not.toContainText(secret);
  };

  test('one press hides everything at once, ends the session and leaves no way back', async ({
    page,
    context,
  }) => {
    await page.locator('#leave').click({ noWaitAfter: true });
    await isGone(page, context);
  });

  test('Shift three times does the same, from within the text field too', async ({
    page,
    context,
  }) => {
    await page.locator('#content').focus();
    for (let press = 0; press < 3; press += 1) await page.keyboard.press('Shift');
    await isGone(page, context);
  });

  test('capital letters do not', async ({ page, context }) => {
    await page.locator('#content').focus();
    for (const letter of 'STOP IT NOW') {
      if (letter === ' ') await page.keyboard.press('Space');
      else await page.keyboard.press(`Shift+${letter}`);
    }
    // Somebody quick lets go of Shift before the letter.
    for (const letter of 'ABCD') {
      await page.keyboard.down('Shift');
      await page.keyboard.down(letter);
      await page.keyboard.up('Shift');
      await page.keyboard.up(letter);
    }
    await expect(page.locator('#content')).toHaveValue('STOP IT NOWABCD');
    await expect(page).toHaveURL(/chat$/);
    expect(await wasWiped(context)).toBe(false);
  });
});

test.describe('when something fails', () => {
  const text = 'I hope this does not get lost, thằng bé nói.';

  // The words are still there, and one press sends them once; `earlier` messages went well before.
  const canBeSentAgain = async (page, { stop, earlier = 0 }) => {
    const trouble = page.locator('.trouble');
    await expect(trouble).toBeInViewport({ ratio: 1 });
    await expect(page.locator('#content')).toHaveValue(text);
    await expect(page.locator('.bubble.me')).toHaveCount(earlier);
    await expect(page.locator('.writing')).toHaveCount(0);
    await expect(page.locator('#aloud')).toHaveText(await trouble.locator('p').innerText());
    await fits(page);
    await stop();
    await trouble.locator('[data-way=retry]').click();
    await expect(page.locator('.bubble:not(.me)')).toHaveCount(earlier + 2);
    await expect(trouble).toBeHidden();
    await expect(page.locator('#content')).toHaveValue('');
    expect(await stored(page)).toHaveLength(2 * earlier + 2);
  };

  const ERROR = (status) => ({
    status,
    json: { status, detail: { error: 'Refused', message: 'No' } },
  });
  const ANSWERS = {
    'the server is away': ERROR(503),
    'it was too much at once': ERROR(429),
    'the server itself fails': ERROR(500),
    'something between us and the server answers': {
      status: 502,
      contentType: 'text/html',
      body: '<h1>Bad Gateway</h1>',
    },
  };
  test('the server refuses: it is said, and nothing is lost', async ({ page, watch }) => {
    await begin(page);
    let earlier = 0;
    for (const [name, answer] of Object.entries(ANSWERS)) {
      watch.expects(new RegExp(`status of ${answer.status}`));
      await test.step(name, async () => {
        await page.route(SEND, (route) => route.fulfill(answer));
        await page.locator('#content').fill(text);
        await page.locator('.send').click();
        await canBeSentAgain(page, { stop: () => page.unroute(SEND), earlier });
        earlier += 1;
      });
    }
  });

  test('the network is gone: it is said, and nothing is lost', async ({ page, context, watch }) => {
    watch.expects(/ERR_INTERNET_DISCONNECTED/);
    await begin(page);
    await context.setOffline(true);
    await page.locator('#content').fill(text);
    await page.locator('.send').click();
    await canBeSentAgain(page, { stop: () => context.setOffline(false) });
  });

  test('no answer comes at all: after a while it is said, and nothing is lost', async ({
    page,
    watch,
  }) => {
    watch.expects(/ERR_FAILED/);
    await page.clock.install();
    await begin(page);
    let held;
    await page.route(SEND, (route) => (held ? route.continue() : (held = route)));
    await page.locator('#content').fill(text);
    await page.locator('.send').click();
    await expect(page.locator('.writing')).toBeVisible();
    await page.clock.fastForward(10_000);
    await expect(page.locator('.writing')).toBeVisible();
    await page.clock.fastForward(15_000);
    await canBeSentAgain(page, { stop: () => {} });
    await held.abort();
    await expect(page.locator('.bubble.me')).toHaveCount(1);
  });

  test('an answer that comes late after all is shown once', async ({ page }) => {
    await page.clock.install();
    await begin(page);
    let answer;
    await page.route(SEND, (route) => { answer = () => route.continue(); });
    await page.locator('#content').fill(text);
    await page.locator('.send').click();
    await expect(page.locator('.writing')).toBeVisible();
    await page.clock.fastForward(25_000);
    await expect(page.locator('.trouble')).toBeVisible();
    await answer();
    await expect(page.locator('.bubble:not(.me)')).toHaveCount(2);
    await expect(page.locator('.bubble.me')).toHaveCount(1);
    await expect(page.locator('.trouble')).toBeHidden();
    await expect(page.locator('#content')).toHaveValue('');
  });

  test('the text is too long: it is said, and nothing is lost', async ({ page, watch }) => {
    watch.expects(/status of 422/);
    await begin(page);
    const long = 'Too much. '.repeat(520).trim();
    await page.locator('#content').fill(long);
    await page.locator('.send').click();
    await expect(page.locator('.trouble')).toBeInViewport({ ratio: 1 });
    await expect(page.locator('#content')).toHaveValue(long);
    await expect(page.locator('.bubble.me')).toHaveCount(0);
    await fits(page);
  });

  test('nothing was written: it is said, and nothing is sent', async ({ page }) => {
    await begin(page);
    await page.locator('.send').click();
    await expect(page.locator('.trouble')).toBeInViewport({ ratio: 1 });
    await expect(page.locator('#content')).toBeFocused();
    expect(await stored(page)).toEqual([]);
  });

  test('the talk is over: the words come along into a new one', async ({
    page,
    request,
    watch,
  }) => {
    watch.expects(/status of (401|404|410)/);
    await begin(page);
    await endElsewhere(page, request);
    await page.locator('#content').fill(text);
    await page.locator('.send').click();
    await expect(page.locator('.trouble')).toBeInViewport({ ratio: 1 });
    await expect(page.locator('#content')).toHaveValue(text);
    await page.locator('.trouble [data-way=anew]').click();
    await expect(page.locator('.trouble')).toBeHidden();
    await expect(page.locator('#content')).toHaveValue(text);
    await awake(page);
    await page.locator('.send').click();
    await expect(page.locator('.bubble:not(.me)')).toHaveCount(2);
    expect(await stored(page)).toHaveLength(2);
  });

  test('the script never comes: plain forms carry on', async ({ page, watch }) => {
    watch.expects(/ERR_FAILED|Failed to fetch/);
    await page.route('**/*.wasm', (route) => route.abort());
    await begin(page, false);
    await write(page, text);
    expect(await stored(page)).toHaveLength(2);
  });
});

test('Enter sends at a desk and makes a new line on a phone', async ({ page, isMobile }) => {
  await begin(page);
  const field = page.locator('#content');
  await field.focus();
  await page.keyboard.type('first line');
  await page.keyboard.press(isMobile ? 'Enter' : 'Shift+Enter');
  await page.keyboard.type('second line');
  await expect(field).toHaveValue('first line\nsecond line');
  const { height } = await field.boundingBox();
  expect(height, 'the field grows').toBeGreaterThan(60);
  if (isMobile) await page.locator('.send').click();
  else await page.keyboard.press('Enter');
  await expect(page.locator('.bubble:not(.me)')).toHaveCount(2);
  await expect(page.locator('.bubble.me .said')).toContainText('first line\nsecond line');
  await expect(field).toBeFocused();
  expect(await stored(page)).toHaveLength(2);
});

test('two quick presses send a message once', async ({ page }) => {
  await begin(page);
  await page.locator('#content').fill('Once is enough for me.');
  await page.locator('.send').dblclick();
  await expect(page.locator('.bubble:not(.me)')).toHaveCount(2);
  expect(await stored(page)).toHaveLength(2);
});

test('whole answers are read aloud, and the crisis sentence with them', async ({ page }) => {
  await begin(page);
  const status = page.locator('#aloud');
  const answer = await write(page, LANGUAGES.en.says);
  await expect(status).toHaveText(answer.replace(/\s+/g, ' '), { ignoreCase: false });
  await write(page, LANGUAGES.en.crisis);
  const sentence = await page.locator('.crisis > p').first().innerText();
  await expect(status).toContainText(sentence);
});

test('the chat page first loads our own few files, packed and kept for good', async ({
  page,
  baseURL,
}) => {
  const loaded = new Map();
  page.on('response', (response) => loaded.set(new URL(response.url()).pathname, response));
  await begin(page);
  loaded.clear();
  await page.reload();
  await awake(page);
  const pathOf = (path) => path.replace(/\.[\w-]{22}\./, '.HASH.');
  // The icon, the font and what is kept for times without a network come beside the page, and the
  // events of the talk after it: nobody waits for them.
  const beside = /^\/(favicon\.svg|fonts\/.*|api\/v1\/chat\/.*\/events\/listen|sw\.js|help|icon.*|manifest.*)$/;
  const found = [...loaded.keys()].map(pathOf).filter((path) => !beside.test(path));
  expect(found.sort()).toEqual([
    '/chat',
    '/leave.js',
    '/pkg/kind-monsters.HASH.css',
    '/pkg/kind-monsters.HASH.js',
    '/pkg/kind-monsters.HASH.wasm',
  ]);
  for (const [path, response] of loaded) {
    if (!path.startsWith('/pkg/')) continue;
    const again = await page.request.get(baseURL + path, {
      headers: { 'accept-encoding': 'gzip, deflate, br' },
    });
    expect(again.headers()['content-encoding'], path).toBe('br');
    expect(response.headers()['cache-control'], path).toContain('immutable');
  }
  const html = loaded.get('/chat').headers();
  expect(html['cache-control']).toBe('no-store');
});

test('a page opened above the talk keeps the draft, and can be left at once', async ({ page }) => {
  await begin(page);
  await page.locator('#content').fill('not sent yet');
  const place = await page.locator('#leave').boundingBox();
  await page.locator('.ring').click();
  const sheet = page.locator('dialog[open]');
  await expect(sheet.locator('.number').first()).toBeVisible();
  const leave = sheet.locator('.leave');
  await expect(leave).toBeInViewport({ ratio: 1 });
  // Once the sheet has risen.
  await expect.poll(async () => Math.round((await leave.boundingBox()).x)).toBe(Math.round(place.x));
  await fits(page);
  await page.keyboard.press('Escape');
  await expect(sheet).toHaveCount(0);
  await expect(page.locator('#content')).toHaveValue('not sent yet');
  await page.locator('.menu summary').click();
  await page.locator('.menu a[href="/settings"]').click();
  await expect(sheet.locator('form').last()).toBeVisible();
  await expect(page.locator('.menu')).not.toHaveAttribute('open');
  await sheet.locator('.close').click();
  await expect(page.locator('#content')).toHaveValue('not sent yet');
});

test('what was not sent yet stays in the field when the language is changed', async ({ page }) => {
  await begin(page);
  await write(page, LANGUAGES.en.says);
  const draft = '  Half a sentence, "quoted" & <b>odd</b>,\nin two lines';
  await page.locator('#content').fill(draft);
  await page.locator('.menu summary').click();
  await page.locator('.menu button[value=fr]').click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'fr');
  await expect(page.locator('html[data-alive]')).toBeAttached();
  await expect(page.locator('#content')).toHaveValue(draft.trim());
  await expect(page).toHaveURL(/\/chat$/);
  await expect(page.locator('.bubble.me')).toHaveCount(1);
  // It was kept nowhere: loaded again the field is empty.
  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('lang', 'fr');
  await expect(page.locator('#content')).toHaveValue('');
});
