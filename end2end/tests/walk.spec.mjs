// What everybody can do, with and without JavaScript, on a phone and at a desk.
import { LANGUAGES, begin, expect, fits, stored, test, token, write } from './kit.mjs';

for (const [language, known] of Object.entries(LANGUAGES)) {
  test.describe(language, () => {
    test.use({ locale: known.locale });

    test('the first page says what this is, and one button leads to an answer', async ({
      page,
      javaScriptEnabled,
    }) => {
      await page.goto('/');
      await expect(page.locator('html')).toHaveAttribute('lang', language);
      await expect(page.locator('h1')).toBeInViewport({ ratio: 1 });
      const main = page.locator('main');
      await expect(main).toContainText(known.program);
      await expect(main).toContainText(known.kept);
      await expect(page.locator('.door')).toHaveCount(1);
      await expect(page.locator('.door')).toBeInViewport({ ratio: 1 });
      await fits(page);

      await begin(page, javaScriptEnabled);
      await expect(page.locator('html')).toHaveAttribute('lang', language);
      await expect(page.locator('.talk').first()).toContainText(known.program);
      const answer = await write(page, known.says);
      expect(answer.length).toBeGreaterThan(40);
      expect(known.speaks(answer), answer).toBe(true);
      await expect(page.locator('#content')).toHaveValue('');
      await expect(page.locator('.bubble').last()).toBeInViewport();

      await page.reload();
      await expect(page.locator('.bubble.me .said')).toContainText(known.says);
      await expect(page.locator('.bubble:not(.me) .said').last()).toContainText(answer, {
        useInnerText: true,
      });
      expect((await stored(page)).map((message) => message.role)).toEqual(['user', 'assistant']);
      await fits(page);
      await page.goto('/');
      await page.locator('a.door').click();
      await expect(page.locator('.bubble.me')).toHaveCount(1);
    });

    test('whoever wants to die sees the right number, and still after a reload', async ({
      page,
      javaScriptEnabled,
    }) => {
      await begin(page, javaScriptEnabled);
      const answer = await write(page, known.crisis);
      expect(known.speaks(answer), answer).toBe(true);
      const card = page.locator('.crisis:not(.folded)');
      const first = card.locator('.lines a').first();
      const isShown = async () => {
        await expect(first).toBeInViewport({ ratio: 1 });
        const number = (await first.locator('strong').innerText()).replace(/\s/g, '');
        await expect(first).toHaveAttribute('href', `tel:${number}`);
        if (known.line) expect(number).toBe(known.line);
        const called = await card.locator('a[href^="tel:"]').evaluateAll((links) =>
          links.map((link) => link.getAttribute('href').slice(4)),
        );
        for (const foreign of known.foreign) expect(called).not.toContain(foreign);
        const size = (selector) =>
          card.locator(selector).first().evaluate((e) => parseFloat(getComputedStyle(e).fontSize));
        expect(await size('.lines strong')).toBeGreaterThan(await size('h2'));
        await fits(page);
      };
      await isShown();
      await expect(card).toContainText(known.program);
      await page.reload();
      await first.scrollIntoViewIfNeeded();
      await isShown();
    });

    test('the help page knows the country and can be asked for another', async ({ page }) => {
      await page.goto('/help');
      await expect(page.locator('html')).toHaveAttribute('lang', language);
      const numbers = () => page.locator('.line .number').evaluateAll((links) =>
        links.map((link) => link.getAttribute('href')),
      );
      const here = await numbers();
      if (known.line) expect(here).toContain(`tel:${known.line}`);
      for (const foreign of language === 'en' ? ['111', '3114'] : known.foreign) {
        expect(here).not.toContain(`tel:${foreign}`);
      }
      await expect(page.locator('.line').first()).toHaveClass(/urgent/);
      await expect(page.locator('.line.urgent .number').first()).toBeInViewport({ ratio: 1 });
      const other = { fr: ['VN', '111'], vi: ['FR', '3114'], en: ['VN', '111'] }[language];
      // The picker says whose numbers stand below it.
      const chosen = await page.locator('#country').inputValue();
      expect(chosen).toBe({ fr: 'FR', vi: 'VN', en: '' }[language]);
      await page.locator('#country').selectOption(other[0]);
      await page.locator('.country button').click();
      await expect(page).toHaveURL(new RegExp(`country=${other[0]}$`));
      await expect(page.locator('#country')).toHaveValue(other[0]);
      const there = await numbers();
      expect(there).toContain(`tel:${other[1]}`);
      if (known.line) expect(there).not.toContain(`tel:${known.line}`);
      await expect(page.locator('.line').first()).toHaveClass(/urgent/);
      await fits(page);
    });
  });
}

test('a language chosen by hand stays on every page and in the talk', async ({
  page,
  javaScriptEnabled,
}) => {
  await page.goto('/');
  for (const language of ['vi', 'fr', 'en', 'vi']) {
    await page.locator(`main .languages [value="${language}"]`).click();
    await expect(page.locator('html')).toHaveAttribute('lang', language);
    const current = page.locator(`main .languages [value="${language}"]`);
    await expect(current).toHaveAttribute('aria-current', 'true');
  }
  await begin(page, javaScriptEnabled);
  await expect(page.locator('html')).toHaveAttribute('lang', 'vi');
  expect(LANGUAGES.vi.speaks(await write(page, LANGUAGES.vi.says))).toBe(true);
  await page.locator('.menu summary').click();
  await page.locator('.menu [value="fr"]').click();
  await expect(page).toHaveURL(/\/chat$/);
  await expect(page.locator('html')).toHaveAttribute('lang', 'fr');
  await expect(page.locator('.bubble.me')).toContainText(LANGUAGES.vi.says);
  for (const path of ['/help', '/privacy', '/nowhere']) {
    await page.goto(path);
    await expect(page.locator('html')).toHaveAttribute('lang', 'fr');
  }
});

test('erasing everything asks once more, and then nothing is left', async ({
  page,
  context,
  javaScriptEnabled,
}) => {
  await page.goto('/privacy');
  await expect(page.locator('#erase button')).toHaveCount(0);
  await begin(page, javaScriptEnabled);
  const secret = 'The fox under the stairs knows it.';
  await write(page, secret);
  const opened = await token(context);
  await page.locator('.menu summary').click();
  await page.locator('.menu a[href="/privacy#erase"]').click();
  await expect(page.locator('#erase')).toBeInViewport();
  await expect(page.locator('#erase .danger')).toBeHidden();
  await page.locator('#erase summary').click();
  await page.locator('#erase .danger').click();
  await expect(page.locator('.notice')).toBeVisible();
  await expect(page.locator('.notice')).toHaveAttribute('role', 'status');
  expect(await token(context)).toBeUndefined();
  const asked = await page.request.get(`/api/v1/sessions/${opened}`);
  expect(asked.status()).toBe(404);

  await expect(page.locator('form .door')).toBeVisible();
  for (const step of ['back', 'back', 'chat']) {
    if (step === 'chat') await page.goto('/chat');
    else await page.goBack();
    await expect(page.locator('main')).toBeVisible();
    await expect(page.locator('body')).not.toContainText(secret);
  }
  await expect(page).toHaveURL(/\/(\?.*)?$/);
});

test('help and leave now stand at the same place on every page, also far down', async ({
  page,
  javaScriptEnabled,
}) => {
  const places = new Set();
  const isInReach = async () => {
    for (const id of ['.ring', '#leave']) {
      const link = page.locator(id);
      await expect(link).toBeInViewport({ ratio: 1 });
      const box = await link.boundingBox();
      expect(box.height, id).toBeGreaterThanOrEqual(44);
      const isOnTop = await link.evaluate((element) => {
        const { left, top, width, height } = element.getBoundingClientRect();
        return element.contains(document.elementFromPoint(left + width / 2, top + height / 2));
      });
      expect(isOnTop, `${id} is covered at ${page.url()}`).toBe(true);
      if (id === '#leave') {
        const { width } = page.viewportSize();
        expect(width - box.x - box.width, 'room to the right').toBeLessThanOrEqual(24);
        expect(box.x).toBeGreaterThan(width / 2);
        places.add(`${Math.round(box.x)} ${Math.round(box.y)}`);
      }
    }
  };
  await begin(page, javaScriptEnabled);
  for (let count = 0; count < 3; count += 1) await write(page, LANGUAGES.en.says);
  for (const path of ['/chat', '/help', '/privacy', '/', '/nowhere']) {
    await page.goto(path);
    await isInReach();
    await page.evaluate(() => scrollTo({ top: 1e6, behavior: 'instant' }));
    await isInReach();
    await fits(page);
  }
  expect(places.size, [...places].join(' | ')).toBe(1);
});

test('an address that leads nowhere leads back to the start', async ({ page }) => {
  const answer = await page.goto('/nowhere');
  expect(answer.status()).toBe(404);
  await expect(page.locator('h1')).toBeVisible();
  await page.locator('.door').click();
  await expect(page).toHaveURL(/\/$/);
});

const LONG = {
  'three thousand characters': 'It is a long story and I do not know where it begins. '.repeat(56).slice(0, 3000),
  'a very long word': `Donaudampfschiff${'fahrtsgesellschaft'.repeat(40)}`,
  'stacked accents': 'Ế Ỗ Ữ Ẵ Ặ nghiêng ngả, những đường nứt; chuyển đổi, tuyệt vọng. '.repeat(12),
  'markup': '<b>bold</b> <img src=x onerror=alert(1)> &amp; https://example.org/'.repeat(4),
};

test('no message is too long or too odd for the page', async ({ page, javaScriptEnabled }) => {
  await begin(page, javaScriptEnabled);
  for (const [name, text] of Object.entries(LONG)) {
    await test.step(name, async () => {
      await write(page, text);
      await expect(page.locator('.bubble.me .said').last()).toContainText(text.trim());
      await fits(page);
    });
  }
  await page.reload();
  await expect(page.locator('.bubble.me')).toHaveCount(Object.keys(LONG).length);
  await fits(page);
});
