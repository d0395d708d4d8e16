// How soon the talk is there on a slow phone, how still it stands, and the small tools of a bubble.
import { LANGUAGES, begin, expect, said, test, write } from './kit.mjs';

const SEND = '**/api/ui/act';
/** In milliseconds: what is promised for a calm machine, and what even a busy one keeps. */
const PROMISED = 2000;
const AT_MOST = 4000;

const last = (page) => page.locator('.bubble[data-id]:not(.me)').last();

test('on a slow phone the talk is soon there', async ({ page, context, isMobile }) => {
  test.skip(!isMobile, 'a desk is quicker');
  await context.addInitScript(() => {
    new MutationObserver((_, observer) => {
      if (document.documentElement?.dataset.alive === undefined) return;
      window.aliveAt = performance.now();
      observer.disconnect();
    }).observe(document, { attributes: true, childList: true, subtree: true });
  });
  const chrome = await context.newCDPSession(page);
  await chrome.send('Emulation.setCPUThrottlingRate', { rate: 4 });
  await chrome.send('Network.enable');
  await chrome.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 150,
    downloadThroughput: 1.6e6 / 8,
    uploadThroughput: 0.75e6 / 8,
  });
  const alive = async () => {
    await expect.poll(() => page.evaluate(() => window.aliveAt)).toBeGreaterThan(0);
    return Math.round(await page.evaluate(() => window.aliveAt));
  };
  await page.goto('/');
  // From the press on the door: the session is made, then script and talk come for the first time.
  await page.locator('main form[action="/start"] button').click();
  await expect(page).toHaveURL(/\/chat$/);
  const first = await alive();
  await page.reload();
  const again = await alive();
  console.log(`  talk interactive after ${first} ms at first, ${again} ms later; promised ${PROMISED}`);
  expect(Math.max(first, again)).toBeLessThan(AT_MOST);
});

/** Adds up what moves by itself: what moves within half a second of a press is not in it. */
async function watchShifts(context) {
  await context.addInitScript(() => {
    window.shifts = [];
    new PerformanceObserver((list) => {
      for (const { value, hadRecentInput, sources } of list.getEntries()) {
        if (hadRecentInput) continue;
        const names = sources.map(({ node }) => node && (node.id || node.className || node.nodeName));
        window.shifts.push({ value, names });
      }
    }).observe({ type: 'layout-shift', buffered: true });
  });
}

async function hardlyMoves(page, when) {
  // Shifts are told once a frame is drawn.
  await page.evaluate(() => new Promise((done) => {
    requestAnimationFrame(() => setTimeout(done, 100));
  }));
  const shifts = await page.evaluate(() => window.shifts.splice(0));
  const sum = shifts.reduce((all, { value }) => all + value, 0);
  console.log(`  shift ${when}: ${sum.toFixed(4)}`);
  expect(sum, `${when}: ${JSON.stringify(shifts)}`).toBeLessThan(0.02);
}

test('nothing jumps while a page comes', async ({ page, context }) => {
  await watchShifts(context);
  await page.goto('/');
  await hardlyMoves(page, 'on the first page');
  await begin(page);
  await hardlyMoves(page, 'while the talk comes');
  await write(page, LANGUAGES.en.says);
  await page.reload();
  await page.waitForLoadState();
  await hardlyMoves(page, 'in a talk that is loaded again');
});

test('nothing jumps when an answer comes', async ({ page, context }) => {
  await watchShifts(context);
  await begin(page);
  // A press forgives what moves for half a second, so the answer takes longer here.
  await page.route(SEND, async (route) => {
    await new Promise((done) => { setTimeout(done, 700); });
    await route.continue();
  });
  await write(page, LANGUAGES.en.says);
  await page.waitForTimeout(300);
  await hardlyMoves(page, 'with an answer');
});

for (const motion of ['no-preference', 'reduce']) {
  const how = motion === 'reduce' ? 'at once where less motion is wanted' : 'with a flip of its card';
  test(`another monster takes over ${how}`, async ({ page }) => {
    await page.emulateMedia({ reducedMotion: motion });
    await begin(page);
    const main = page.locator('#main');
    const [betty, vigie] = [page.locator('.m-betty'), page.locator('.m-vigie')];
    await expect(main).toHaveAttribute('data-speaker', 'betty');
    await expect(betty).toBeVisible();
    await expect(vigie).toBeHidden();
    await page.evaluate(() => {
      window.turned = [];
      document.addEventListener('transitionrun', ({ target, propertyName }) => {
        if (!target.matches?.('.card > figure') || propertyName !== 'transform') return;
        const { effect } = target.getAnimations().find((it) => it.transitionProperty === 'transform');
        const ways = effect.getKeyframes().map(({ transform }) => transform);
        const { duration } = effect.getComputedTiming();
        // From no turn to a turn by nothing is no movement.
        const moves = ways.some((way) => !['none', 'rotateY(0deg)'].includes(way));
        if (moves) window.turned.push({ card: target.className, duration, ways });
      });
    });
    await write(page, LANGUAGES.en.crisis);
    await expect(main).toHaveAttribute('data-speaker', 'vigie');
    await expect(vigie).toBeVisible();
    await expect(betty).toBeHidden();
    const flips = await page.evaluate(() => window.turned);
    if (motion === 'reduce') return expect(flips, 'no card turns').toEqual([]);
    expect(flips.map(({ card }) => card)).toEqual(expect.arrayContaining(['m-betty', 'm-vigie']));
    for (const { duration } of flips) {
      expect(duration).toBeGreaterThan(200);
      expect(duration, 'nobody has to wait for it').toBeLessThanOrEqual(800);
    }
  });
}

test('an answer is copied by one press', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await begin(page);
  const answer = await write(page, LANGUAGES.en.says);
  await last(page).locator('[data-do=copy]').click();
  await expect(page.locator('#aloud')).toHaveText(await said(page, 'copied'));
  // For the eye too, for a while.
  const told = last(page).locator('[data-do=copy]');
  await expect(told).toHaveAttribute('data-done', await said(page, 'copied'));
  await expect(told).not.toHaveAttribute('data-done');
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(answer);
});

test('nobody is told that something is copied when it is not', async ({ page }) => {
  await begin(page);
  await write(page, LANGUAGES.en.says);
  await page.evaluate(() => {
    navigator.clipboard.writeText = () => Promise.reject(new DOMException('', 'NotAllowedError'));
  });
  await last(page).locator('[data-do=copy]').click();
  await expect(page.locator('#aloud')).toHaveText(await said(page, 'copy-failed'));
});

test('an answer is read aloud, one at a time, until pressed again or done', async ({
  page,
  context,
}) => {
  // A voice that says when it has begun and ends when it is told: a test machine has none.
  await context.addInitScript(() => {
    window.spoken = [];
    let speaks = null;
    const voice = {
      speak: (utterance) => {
        speaks = utterance;
        window.spoken.push([utterance.lang, utterance.text]);
      },
      cancel: () => {
        speaks?.dispatchEvent(new Event('error'));
        speaks = null;
      },
      end: (how) => {
        speaks?.dispatchEvent(new Event(how));
        speaks = null;
      },
    };
    Object.defineProperty(window, 'speechSynthesis', { value: voice });
  });
  await begin(page);
  const answer = await write(page, LANGUAGES.en.says);
  const buttons = page.locator('[data-do=aloud]');
  await expect(buttons).toHaveCount(2);
  const [first, second] = [buttons.nth(0), buttons.nth(1)];
  const pressed = async (one, two) => {
    await expect(first).toHaveAttribute('aria-pressed', String(one));
    await expect(second).toHaveAttribute('aria-pressed', String(two));
  };
  await pressed(false, false);
  await second.click();
  await pressed(false, true);
  expect(await page.evaluate(() => window.spoken)).toEqual([['en', answer]]);
  await first.click();
  await pressed(true, false);
  await first.click();
  await pressed(false, false);
  expect(await page.evaluate(() => window.spoken.length)).toBe(2);
  for (const how of ['end', 'error']) {
    await second.click();
    await pressed(false, true);
    await page.evaluate((end) => window.speechSynthesis.end(end), how);
    await pressed(false, false);
  }
});

test('an answer is announced once and whole, not piece by piece', async ({ page }) => {
  await begin(page);
  await page.evaluate(() => {
    window.announced = [];
    const status = document.getElementById('aloud');
    const note = () => window.announced.push(status.innerText.trim());
    new MutationObserver(note).observe(status, { childList: true, characterData: true, subtree: true });
  });
  const note = await said(page, 'writing');
  const squeezed = (text) => text.replace(/\s+/g, ' ').trim();
  for (const words of [LANGUAGES.en.says, 'And then nobody helped.']) {
    await page.evaluate(() => { window.announced.length = 0; });
    const answer = await write(page, words);
    // Whatever else the stream still brings.
    await page.waitForTimeout(500);
    const announced = await page.evaluate(() => window.announced);
    expect(announced.map(squeezed)).toEqual([note, answer].map(squeezed));
  }
  // The talk itself is silent: only what is announced there is read.
  const live = page.locator('#talk, #main, .side').and(page.locator('[aria-live], [role=log], [role=status]'));
  await expect(live).toHaveCount(0);
});
