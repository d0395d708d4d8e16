// Pictures and voice: chosen, pasted, dropped or spoken, seen before they are sent, and refused kindly.
import config from '../playwright.config.mjs';
import { anonymous } from '../server.mjs';
import { begin, expect, fits, listen, said, startOwn, stored, test, write } from './kit.mjs';

const { launchOptions } = config.use;
// A microphone that beeps; whether it may be heard is decided in each test.
test.use({
  launchOptions: {
    ...launchOptions,
    args: [...launchOptions.args, '--use-fake-device-for-media-stream'],
  },
});

const UPLOAD = '**/api/v1/files/upload';
const SEND = '**/api/ui/act';

/** One orange point. */
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const picture = (name = 'cat.png') => ({ name, mimeType: 'image/png', buffer: PNG });

const tray = (page) => page.locator('#tray');
const thumbs = (page) => page.locator('#tray .thumb');
const arrived = (page) => page.locator('#tray .thumb[data-path]');

/** Chooses files with the button for it. */
async function choose(page, ...files) {
  const asked = page.waitForEvent('filechooser');
  await page.locator('label.tool:has([data-files]:not([capture]))').click();
  const chooser = await asked;
  expect(chooser.isMultiple()).toBe(true);
  await chooser.setFiles(files);
}

/** Pastes a file into the field, or drops it on the page: whatever the browser would tell of it. */
const hand = (page, how, { name, mimeType, buffer }) =>
  page.evaluate(
    ([way, title, type, text]) => {
      const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
      const carried = new DataTransfer();
      carried.items.add(new File([bytes], title, { type }));
      const field = document.getElementById('content');
      const common = { bubbles: true, cancelable: true };
      const event =
        way === 'paste'
          ? new ClipboardEvent('paste', { ...common, clipboardData: carried })
          : new DragEvent(way, { ...common, dataTransfer: carried });
      field.dispatchEvent(event);
      return event.defaultPrevented;
    },
    [how, name, mimeType, buffer.toString('base64')],
  );

/** Waits until a picture is really drawn. */
async function isDrawn(image) {
  await image.scrollIntoViewIfNeeded();
  await expect.poll(() => image.evaluate((it) => it.complete && it.naturalWidth)).toBe(1);
}

const isSaid = async (page, name) => {
  const note = page.locator('#trouble p');
  await expect(note).toHaveText(await said(page, name));
  await expect(note).toBeInViewport({ ratio: 1 });
  await expect(page.locator('#aloud')).toHaveText(await said(page, name));
  await expect(page.locator('#trouble [data-way=retry]')).toBeHidden();
  await fits(page);
};

test('a picture is chosen, seen, taken off, sent, and shown to nobody else', async ({
  page,
  request,
  baseURL,
}) => {
  await begin(page);
  await expect(tray(page)).toBeHidden();
  await choose(page, picture('first.png'), picture('second.png'));
  await expect(arrived(page)).toHaveCount(2);
  await expect(page.locator('#tray progress')).toHaveCount(0);
  await isDrawn(thumbs(page).locator('img').first());
  await expect(thumbs(page).locator('img').first()).toHaveAttribute('alt', 'first.png');
  await fits(page);

  const remove = thumbs(page).first().locator('[data-do=remove]');
  const { width, height } = await remove.boundingBox();
  expect(Math.min(width, height), 'a finger finds it').toBeGreaterThanOrEqual(44);
  await remove.click();
  await expect(thumbs(page)).toHaveCount(1);
  await expect(thumbs(page).locator('img')).toHaveAttribute('alt', 'second.png');

  await write(page, 'Look what they did to my drawing.');
  await expect(tray(page)).toBeHidden();
  const mine = page.locator('.bubble.me');
  await expect(mine.locator('.said')).toContainText('my drawing');
  await expect(mine.locator('.attachments img')).toHaveCount(1);
  await isDrawn(mine.locator('.attachments img'));

  await page.reload();
  await isDrawn(mine.locator('.attachments img'));
  await fits(page);
  const address = await mine.locator('.attachments img').getAttribute('src');
  // Large, above the talk: it can be left at once and closed.
  await mine.locator('.attachments a').click();
  const large = page.locator('#modal img');
  await isDrawn(large);
  await expect(large).toBeInViewport({ ratio: 1 });
  await expect(page.locator('#modal .leave')).toBeInViewport({ ratio: 1 });
  await page.keyboard.press('Escape');
  await expect(large).toBeHidden();
  expect((await stored(page))[0].attachments).toHaveLength(1);

  expect((await page.request.get(address)).headers()['content-type']).toBe('image/png');
  expect((await request.get(address)).status(), 'without a session').toBe(401);
  const headers = { 'X-Session-Token': await anonymous(baseURL) };
  expect((await request.get(address, { headers })).status(), 'in another session').toBe(404);
});

test('a picture can be pasted', async ({ page }) => {
  await begin(page);
  await page.locator('#content').fill('half a');
  expect(await hand(page, 'paste', picture())).toBe(true);
  await expect(arrived(page)).toHaveCount(1);
  await isDrawn(thumbs(page).locator('img'));
  await expect(page.locator('#content')).toHaveValue('half a');
  await write(page, 'I pasted this.');
  await isDrawn(page.locator('.bubble.me .attachments img'));
});

test('a picture can be dropped', async ({ page }) => {
  await begin(page);
  const zone = page.locator('.dropzone');
  await expect(zone).toBeHidden();
  expect(await hand(page, 'dragover', picture())).toBe(true);
  await expect(zone).toBeVisible();
  expect(await hand(page, 'drop', picture())).toBe(true);
  await expect(zone).toBeHidden();
  await expect(arrived(page)).toHaveCount(1);
  await write(page, 'I dropped this.');
  await isDrawn(page.locator('.bubble.me .attachments img'));
});

test('a picture says enough without words', async ({ page }) => {
  await begin(page);
  await choose(page, picture());
  await expect(arrived(page)).toHaveCount(1);
  await page.locator('.send').click();
  await expect(page.locator('.bubble[data-id]:not(.me)')).toHaveCount(2);
  const mine = page.locator('.bubble.me');
  await isDrawn(mine.locator('.attachments img'));
  await expect(mine.locator('.said')).toHaveCount(0);
  await expect(page.locator('#trouble')).toBeHidden();
  await page.reload();
  await isDrawn(mine.locator('.attachments img'));
});

test('what cannot be sent is refused kindly, and the rest stays', async ({ page }) => {
  await begin(page);
  await page.locator('#content').fill('and these words too');

  await choose(page, { name: 'diary.txt', mimeType: 'text/plain', buffer: Buffer.from('Dear diary') });
  await isSaid(page, 'kind');
  await expect(thumbs(page)).toHaveCount(0);

  const buffer = Buffer.alloc(10 * 1024 * 1024 + 1);
  await choose(page, { name: 'huge.png', mimeType: 'image/png', buffer });
  await isSaid(page, 'large');
  await expect(thumbs(page)).toHaveCount(0);

  await choose(page, ...Array.from({ length: 11 }, (_, index) => picture(`${index}.png`)));
  await isSaid(page, 'many');
  await expect(thumbs(page)).toHaveCount(10);
  await expect(arrived(page)).toHaveCount(10);
  await expect(page.locator('#content')).toHaveValue('and these words too');
  await page.locator('.send').click();
  await expect(page.locator('.bubble[data-id]:not(.me)')).toHaveCount(2);
  await expect(page.locator('.bubble.me .attachments img')).toHaveCount(10);
  await expect(page.locator('#trouble')).toBeHidden();
  await fits(page);
});

test('a picture that did not arrive says so and can be taken off', async ({ page, watch }) => {
  watch.expects(/status of 500/);
  await begin(page);
  await page.route(UPLOAD, (route) => route.fulfill({ status: 500, json: { status: 500 } }));
  await choose(page, picture());
  await expect(page.locator('#tray .thumb.failed')).toHaveCount(1);
  await isSaid(page, 'upload');
  await thumbs(page).locator('[data-do=remove]').click();
  await expect(tray(page)).toBeHidden();
  await expect(page.locator('#trouble')).toBeHidden();

  await page.unroute(UPLOAD);
  await choose(page, picture());
  await expect(arrived(page)).toHaveCount(1);
  await write(page, 'Now it works.');
  await isDrawn(page.locator('.bubble.me .attachments img'));
});

test('a message waits for its picture and then goes by itself, once', async ({ page }) => {
  await begin(page);
  let arrive;
  const held = new Promise((resolve) => { arrive = resolve; });
  await page.route(UPLOAD, async (route) => {
    await held;
    await route.continue();
  });
  await choose(page, picture());
  await page.locator('#content').fill('This is what they sent.');
  await page.locator('.send').click();
  await isSaid(page, 'on-its-way');
  await page.locator('.send').click();
  await expect(page.locator('.bubble.me')).toHaveCount(0);
  await expect(page.locator('#content')).toHaveValue('This is what they sent.');
  arrive();
  await expect(page.locator('.bubble[data-id]:not(.me)')).toHaveCount(2);
  await expect(page.locator('#trouble')).toBeHidden();
  await isDrawn(page.locator('.bubble.me .attachments img'));
  const mine = (await stored(page)).filter(({ role }) => role === 'user');
  expect(mine).toHaveLength(1);
  expect(mine[0].attachments).toHaveLength(1);
});

test('a picture that did not arrive is tried again with its message, and never left behind', async ({
  page,
  watch,
}) => {
  watch.expects(/status of 500/);
  await begin(page);
  await page.route(UPLOAD, (route) => route.fulfill({ status: 500, json: { status: 500 } }));
  await choose(page, picture());
  await isSaid(page, 'upload');
  await page.locator('#content').fill('Both belong together.');
  await page.locator('.send').click();
  await isSaid(page, 'upload');
  await expect(page.locator('.bubble.me')).toHaveCount(0);
  await expect(page.locator('#content')).toHaveValue('Both belong together.');
  await page.unroute(UPLOAD);
  await page.locator('.send').click();
  await expect(page.locator('.bubble[data-id]:not(.me)')).toHaveCount(2);
  await isDrawn(page.locator('.bubble.me .attachments img'));
  await expect(page.locator('.bubble.me .said')).toContainText('Both belong together.');
});

test('a picture comes back with its words when the message does not arrive', async ({
  page,
  watch,
}) => {
  watch.expects(/status of 503/);
  await begin(page);
  await choose(page, picture());
  await expect(arrived(page)).toHaveCount(1);
  await page.route(SEND, (route) =>
    route.fulfill({ status: 503, json: { status: 503, detail: { error: '', message: '' } } }),
  );
  await page.locator('#content').fill('Please take both.');
  await page.locator('.send').click();
  await expect(page.locator('#trouble [data-way=retry]')).toBeVisible();
  await expect(arrived(page)).toHaveCount(1);
  await isDrawn(thumbs(page).locator('img'));
  await page.unroute(SEND);
  await page.locator('#trouble [data-way=retry]').click();
  await expect(page.locator('.bubble[data-id]:not(.me)')).toHaveCount(2);
  await isDrawn(page.locator('.bubble.me .attachments img'));
  const [sent] = await stored(page);
  expect(sent.content).toBe('Please take both.');
  expect(sent.attachments).toHaveLength(1);
});

test('without somebody who writes it down there is no microphone', async ({ page }) => {
  await begin(page);
  await expect(page.locator('[data-do=voice]')).toHaveCount(0);
});

/** The same walks on a server that knows somebody who writes down what is spoken. */
const spoken = test.extend({
  speech: [
    async ({}, use) => {
      const heard = [];
      const speech = { text: 'They hid my shoes again.', heard };
      const { url, stop } = await listen((request, response) => {
        const pieces = [];
        request.on('data', (piece) => pieces.push(piece));
        request.on('end', () => {
          heard.push({ path: request.url, size: Buffer.concat(pieces).length });
          response.statusCode = speech.text ? 200 : 500;
          response.setHeader('Content-Type', 'application/json');
          response.end(JSON.stringify({ text: speech.text }));
        });
      });
      const settings = { STT_BASE_URL: url };
      const server = await startOwn(`speech-${process.pid}`, settings);
      await use({ ...server, speech });
      await server.stop();
      await stop();
    },
    { scope: 'worker' },
  ],
  baseURL: ({ speech }, use) => use(speech.url),
});

spoken('what was spoken stands in the field and waits to be sent', async ({
  page,
  context,
  speech: { speech },
}) => {
  await context.grantPermissions(['microphone']);
  await begin(page);
  await page.locator('#content').fill('Today:');
  const voice = page.locator('[data-do=voice]');
  const banner = page.locator('#banner');
  await voice.click();
  await expect(voice).toHaveAttribute('aria-pressed', 'true');
  await page.waitForTimeout(500);
  await voice.click();
  await expect(voice).toHaveAttribute('aria-pressed', 'false');
  await expect(page.locator('#content')).toHaveValue(`Today: ${speech.text}`);
  await expect(page.locator('#content')).toBeFocused();
  await expect(banner).toHaveText(await said(page, 'voice-done'));
  await fits(page);
  expect(speech.heard).toHaveLength(1);
  expect(speech.heard[0].path).toBe('/v1/audio/transcriptions');
  expect(speech.heard[0].size, 'something was recorded').toBeGreaterThan(1000);
  await expect(page.locator('.bubble.me')).toHaveCount(0);
  expect(await stored(page)).toEqual([]);
  await page.locator('.send').click();
  await expect(page.locator('.bubble.me .said')).toContainText(speech.text);
});

spoken('whoever could not be understood is told, and may write', async ({
  page,
  context,
  watch,
  speech: { speech },
}) => {
  watch.expects(/status of 50\d/);
  await context.grantPermissions(['microphone']);
  await begin(page);
  const { text } = speech;
  speech.text = '';
  await page.locator('[data-do=voice]').click();
  await expect(page.locator('[data-do=voice]')).toHaveAttribute('aria-pressed', 'true');
  await page.waitForTimeout(200);
  await page.locator('[data-do=voice]').click();
  await expect(page.locator('#banner')).toHaveText(await said(page, 'voice-failed'));
  speech.text = text;
  await expect(page.locator('#content')).toHaveValue('');
  await write(page, 'Then I write it.');
});

spoken('a microphone that is off is explained', async ({ page, context }) => {
  await context.grantPermissions([]);
  await begin(page);
  await page.locator('[data-do=voice]').click();
  const why = await said(page, 'voice-denied');
  await expect(page.locator('#banner')).toHaveText(why);
  await expect(page.locator('#banner')).toBeInViewport({ ratio: 1 });
  await expect(page.locator('#aloud')).toHaveText(why);
  await expect(page.locator('[data-do=voice]')).toHaveAttribute('aria-pressed', 'false');
});
