// What is one's own: settings, earlier talks, data and opinion, with and without JavaScript.
import { LANGUAGES, begin, expect, fits, test, token, write } from './kit.mjs';

const look = (page) => page.locator('html').evaluate((html) => ({ ...html.dataset }));

/** Picks a card, pill or face by what the form sends for it. */
const pick = (page, name, value) =>
  page.locator(`label:has([name="${name}"][value="${value}"])`).click();

for (const [language, known] of Object.entries(LANGUAGES)) {
  test.describe(language, () => {
    test.use({ locale: known.locale });

    test('each page speaks the language, fits, and has one heading', async ({
      page,
      javaScriptEnabled,
    }) => {
      const visit = async () => {
        for (const path of ['/settings', '/talks', '/data', '/feedback']) {
          const answer = await page.goto(path);
          expect(answer.status()).toBe(200);
          await expect(page.locator('html')).toHaveAttribute('lang', language);
          await expect(page.locator('h1')).toHaveCount(1);
          // The other languages are named in themselves.
          const text = (await page.locator('main').innerText()).replace('Tiếng Việt', '');
          expect(known.speaks(text), `${path}: ${text}`).toBe(true);
          await fits(page);
        }
      };
      await visit();
      await begin(page, javaScriptEnabled);
      await write(page, known.says);
      await visit();
    });

    test('an earlier talk shows its day and goes on where it was', async ({
      page,
      javaScriptEnabled,
    }) => {
      await begin(page, javaScriptEnabled);
      await write(page, known.says);
      await page.goto('/talks');
      const card = page.locator('.talks li').first();
      await expect(card.locator('.face')).toBeVisible();
      expect(known.speaks(await card.locator('h2').innerText())).toBe(true);
      await expect(card.locator('time')).toContainText(String(new Date().getFullYear()));
      await card.locator('form[action="/chat/resume"] button').click();
      await expect(page).toHaveURL(/\/chat/);
      await expect(page.locator('.bubble.me').first()).toContainText(known.says);
    });
  });
}

test('how the pages look is chosen once and holds everywhere', async ({ page, context }) => {
  await page.goto('/settings');
  expect(await look(page)).toMatchObject({ theme: 'auto', text: '100', motion: 'auto', sound: 'off' });
  const size = () => page.evaluate(() => parseFloat(getComputedStyle(document.body).fontSize));
  const before = await size();
  await pick(page, 'theme', 'dark');
  await pick(page, 'text', '200');
  await pick(page, 'motion', 'less');
  await pick(page, 'sound', 'on');
  await page.locator('.settings button.door').click();
  await expect(page.locator('.notice')).toBeVisible();
  const chosen = { theme: 'dark', text: '200', motion: 'less', sound: 'on' };
  for (const path of ['/settings', '/', '/help', '/privacy', '/talks', '/data', '/feedback', '/nowhere']) {
    await page.goto(path);
    expect(await look(page), path).toMatchObject(chosen);
    expect(await size(), path).toBeCloseTo(before * 2, 0);
    await fits(page);
    await expect(page.locator('#leave')).toBeInViewport({ ratio: 1 });
  }
  const cookie = (await context.cookies()).find(({ name }) => name === 'km_look');
  expect(cookie).toMatchObject({ value: 'dark-200-less-on', httpOnly: true, sameSite: 'Lax' });
});

test('the night is dark and the day is light, whatever the device says', async ({ page }) => {
  const light = () => page.evaluate(() => {
    const [red, green, blue] = getComputedStyle(document.documentElement).backgroundColor
      .match(/[\d.]+/g).map(Number);
    return (red + green + blue) / 3 > 128;
  });
  for (const [theme, isLight] of [['dark', false], ['light', true]]) {
    await page.goto('/settings');
    await pick(page, 'theme', theme);
    await page.locator('.settings button.door').click();
    await expect(page.locator('.notice')).toBeVisible();
    for (const colorScheme of ['light', 'dark']) {
      await page.emulateMedia({ colorScheme });
      expect(await light(), `${theme} on a ${colorScheme} device`).toBe(isLight);
    }
  }
});

test('another monster can be asked to speak', async ({ page, javaScriptEnabled }) => {
  await page.goto('/settings');
  await expect(page.locator('[name="monster"]')).toHaveCount(0);
  await begin(page, javaScriptEnabled);
  await page.goto('/settings');
  await expect(page.locator('[name="monster"]')).toHaveCount(5);
  await pick(page, 'monster', 'pixel');
  await page.locator('.settings button.door').click();
  await expect(page.locator('[name="monster"][value="pixel"]')).toBeChecked();
  await fits(page);
});

test('talks are found by a word, and erased after a second look', async ({
  page,
  javaScriptEnabled,
}) => {
  await page.goto('/talks');
  await expect(page.locator('.empty .monster')).toBeVisible();
  await expect(page.locator('input[type="search"]')).toHaveCount(0);
  await begin(page, javaScriptEnabled);
  await write(page, LANGUAGES.en.says);
  await page.goto('/talks');
  await page.locator('form[action="/chat/new"] button').click();
  await expect(page).toHaveURL(/\/chat/);
  await page.goto('/talks');
  const cards = page.locator('.talks li');
  await expect(cards).toHaveCount(2);
  const summaries = await cards.locator('h2').allInnerTexts();
  const word = summaries[1].match(/[a-z]{5,}/gi).find((one) => !summaries[0].includes(one));
  await page.locator('#q').fill(word.toUpperCase());
  await page.locator('.search button').click();
  await expect(cards).toHaveCount(1);
  await expect(page.locator('#q')).toHaveValue(word.toUpperCase());
  await page.locator('#q').fill('zzzz');
  await page.locator('.search button').click();
  await expect(cards).toHaveCount(0);
  await fits(page);
  await page.locator('.search a').click();
  await expect(cards).toHaveCount(2);

  const gone = await cards.first().locator('h2').innerText();
  await expect(cards.first().locator('.danger')).toBeHidden();
  await cards.first().locator('summary').click();
  await fits(page);
  await cards.first().locator('.danger').click();
  await expect(page.locator('.notice')).toHaveAttribute('role', 'status');
  await expect(cards).toHaveCount(1);
  await expect(cards.locator('h2')).not.toHaveText(gone);
});

test('what is kept can be read, taken along and erased', async ({
  page,
  context,
  javaScriptEnabled,
}) => {
  await page.goto('/data');
  await expect(page.locator('.kept tbody tr')).toHaveCount(9);
  await expect(page.locator('a[download]')).toHaveCount(0);
  await expect(page.locator('.exact dl')).toBeHidden();
  await page.locator('.exact summary').click();
  await expect(page.locator('.exact dl')).toContainText('wrapped_key');
  await fits(page);

  await begin(page, javaScriptEnabled);
  await write(page, 'The badger keeps a diary.');
  await page.goto('/privacy');
  await page.locator('main a[href="/data"]').click();
  const coming = page.waitForEvent('download');
  await page.locator('a[download]').click();
  const download = await coming;
  expect(download.suggestedFilename()).toBe('export.json');
  const stream = await download.createReadStream();
  let text = '';
  for await (const chunk of stream) text += chunk;
  expect(text).toContain('The badger keeps a diary.');

  await page.goto('/data');
  await page.locator('#erase summary').click();
  await page.locator('#erase .danger').click();
  await expect(page).toHaveURL(/notice=erased/);
  await expect(page.locator('.notice')).toBeVisible();
  expect(await token(context)).toBeUndefined();
  await page.goto('/data');
  await expect(page.locator('#erase')).toHaveCount(0);
});

test('an opinion is asked for kindly, once, and by keyboard too', async ({
  page,
  javaScriptEnabled,
  watch,
}) => {
  watch.expects(/422/);
  await page.goto('/feedback');
  await expect(page.locator('[name="rating"]')).toHaveCount(0);
  await begin(page, javaScriptEnabled);
  await page.goto('/feedback');
  const stars = page.locator('.stars label');
  await expect(stars).toHaveCount(5);
  for (const box of await Promise.all((await stars.all()).map((star) => star.boundingBox()))) {
    expect(Math.min(box.width, box.height)).toBeGreaterThanOrEqual(44);
  }
  await page.locator('[name="rating"]').first().focus();
  await page.keyboard.press('Space');
  for (let step = 0; step < 3; step += 1) await page.keyboard.press('ArrowRight');
  await expect(page.locator('[name="rating"][value="4"]')).toBeChecked();
  await pick(page, 'category', 'helpful');
  await page.locator('#text').fill(`${'Too long. '.repeat(201)}`);
  await page.locator('.feedback button').click();
  await expect(page.locator('.trouble')).toBeVisible();
  await expect(page.locator('#text')).toHaveValue(/^Too long\. /);
  await expect(page.locator('[name="rating"][value="4"]')).toBeChecked();
  await expect(page.locator('[name="category"][value="helpful"]')).toBeChecked();
  await page.locator('#text').fill('It was good to be heard.');
  await page.locator('.feedback button').click();
  await expect(page).toHaveURL(/notice=sent/);
  await expect(page.locator('main [role="status"]')).toBeVisible();

  // What was said once is not asked again.
  await page.goto('/feedback');
  await expect(page.locator('main [role="status"]')).toBeVisible();
  await expect(page.locator('.feedback')).toHaveCount(0);
  await page.locator('.way').click();
  await expect(page).toHaveURL(/\/chat/);
});
