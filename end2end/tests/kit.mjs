// What every walk shares: a watched browser, what is known of each language, and a few moves.
import { test as base, expect } from '@playwright/test';
import { createServer } from 'node:http';
import { join, resolve } from 'node:path';
import { start } from '../server.mjs';

export { expect };

/** Where leaving leads. */
export const NEUTRAL = /^https:\/\/(fr|vi|en)\.wikipedia\.org\//;

const VIETNAMESE = /[ăđơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]/i;

/** What can be known of a language without knowing the exact words of the pages. */
export const LANGUAGES = {
  fr: {
    locale: 'fr-FR',
    program: /programme/i,
    kept: /30 jours/i,
    says: "On se moque de moi tous les jours au collège et j'ai peur d'y retourner.",
    crisis: "je veux mourir, j'ai plus envie de vivre",
    line: '3114',
    foreign: ['111', '988', '911'],
    speaks: (text) => /\b(je|tu|toi|te|ça|est|une?|les?)\b/i.test(text) && !VIETNAMESE.test(text),
  },
  vi: {
    locale: 'vi-VN',
    program: /chương trình/i,
    kept: /30 ngày/i,
    says: 'Các bạn trong lớp nhắn tin chửi mình mỗi ngày, mình sợ đi học lắm.',
    crisis: 'Tôi muốn tự tử',
    line: '111',
    foreign: ['3114', '988', '911'],
    speaks: (text) => VIETNAMESE.test(text),
  },
  en: {
    locale: 'en-GB',
    program: /program/i,
    kept: /30 days/i,
    says: 'They send me mean messages every day and I am scared to go back to school.',
    crisis: 'i want to kill myself',
    line: null,
    foreign: ['111', '3114', '119'],
    speaks: (text) => /\b(you|the|is|it|that|to)\b/i.test(text) && !VIETNAMESE.test(text),
  },
};

/** Lets `awake` see the composer's listener: it is the page's last step of waking up. */
export const noteWaking = (context) =>
  context.addInitScript(() => {
    const listen = EventTarget.prototype.addEventListener;
    EventTarget.prototype.addEventListener = function (name, ...rest) {
      if (name === 'submit') window.isAwake = true;
      return listen.call(this, name, ...rest);
    };
  });

export const test = base.extend({
  // Fails a test on any error in the console, on any exception, and on any address but our own,
  // unless the test said before that it provokes just that.
  watch: [
    async ({ context, baseURL }, use) => {
      const expected = [/404 .*\/nowhere$/];
      const complaints = [];
      const complain = (text) => {
        if (!expected.some((pattern) => pattern.test(text))) complaints.push(text);
      };
      context.on('console', (message) => {
        if (message.type() === 'error') complain(`${message.text()} ${message.location().url}`);
      });
      context.on('weberror', (error) => complain(String(error.error())));
      context.on('request', (request) => {
        const url = request.url();
        const ours = [`${baseURL}/`, `blob:${baseURL}/`, 'data:'];
        if (!ours.some((own) => url.startsWith(own))) complain(`asked ${url}`);
      });
      await noteWaking(context);
      await use({ expects: (pattern) => expected.push(pattern) });
      expect(complaints, 'errors and foreign addresses').toEqual([]);
    },
    { auto: true },
  ],
});

/** Opens the first page and starts a talk; with JavaScript, waits until the page is awake. */
export async function begin(page, javaScriptEnabled) {
  await page.goto('/');
  await page.locator('main form[action="/start"] button').click();
  await expect(page).toHaveURL(/\/chat$/);
  await expect(page.locator('.foot')).toBeVisible();
  if (javaScriptEnabled !== false) await awake(page);
}

/** Waits until the composer answers to the page's own script. */
export const awake = (page) => expect.poll(() => page.evaluate(() => window.isAwake)).toBe(true);

/** Writes a message and waits for its answer, which it returns. */
export async function write(page, text) {
  const answers = page.locator('.bubble[data-id]:not(.me) .said');
  const before = await answers.count();
  await page.locator('#content').fill(text);
  await page.locator('.send').click();
  await expect(answers).toHaveCount(before + 1);
  return answers.last().innerText();
}

/** Whether nothing sticks out to the side. */
export async function fits(page) {
  const wide = await page.evaluate(() => {
    const { scrollWidth } = document.documentElement;
    if (scrollWidth <= innerWidth) return [];
    const sticksOut = (element) => element.getBoundingClientRect().right > innerWidth + 0.5;
    const found = [...document.body.querySelectorAll('*')].filter(sticksOut);
    return [`${scrollWidth} > ${innerWidth}`, ...found.map((e) => `${e.tagName}.${e.className}`)];
  });
  expect(wide, `too wide at ${page.url()}`).toEqual([]);
}

/** The token in the session's cookie, or nothing. */
export async function token(context) {
  const cookies = await context.cookies();
  return cookies.find((cookie) => cookie.name === 'km_session')?.value;
}

/** Ends the session from elsewhere: `request` is a client without the page's cookies. */
export async function endElsewhere(page, request) {
  const erased = await request.delete(`/api/v1/sessions/${await token(page.context())}`);
  expect(erased.status()).toBe(200);
}

/** What the server keeps of the talk after its greeting. */
export async function stored(page) {
  const conversation = await page.locator('#talk').getAttribute('data-conversation');
  const answer = await page.request.get(`/api/v1/chat/${conversation}/messages`);
  expect(answer.status()).toBe(200);
  return (await answer.json()).messages.slice(1);
}

/** What the page's script would say under this name. */
export const said = (page, name) => page.locator(`#texts [data-say="${name}"]`).textContent();

const ROOT = resolve(import.meta.dirname, '../..');

/** Starts a server beside the common one; the same `name` and `onPort` start it again. */
export const startOwn = (name, settings, onPort) =>
  start(
    process.env.SERVER ?? join(ROOT, 'target/release/server'),
    process.env.E2E_DATA,
    name,
    {
      LEPTOS_SITE_ROOT: process.env.LEPTOS_SITE_ROOT ?? join(ROOT, 'target/site'),
      LOG_LEVEL: 'warn',
      ...settings,
    },
    onPort,
  );

/** Answers HTTP at a free port of this computer as `answer` says. */
export async function listen(answer) {
  const server = createServer(answer);
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  const url = `http://127.0.0.1:${server.address().port}`;
  const stop = () => new Promise((done) => server.close(done) && server.closeAllConnections());
  return { url, stop };
}
