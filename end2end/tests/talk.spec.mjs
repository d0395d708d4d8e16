// The talk itself, with and without JavaScript: feelings, questions, monsters that take turns, going on
// with an earlier talk, and a crisis that was not meant.
import { LANGUAGES, begin, expect, fits, stored, test, write } from './kit.mjs';

const answers = (page) => page.locator('.bubble[data-id]:not(.me)');

for (const [language, known] of Object.entries(LANGUAGES)) {
  test.describe(language, () => {
    test.use({ locale: known.locale });

    test('a feeling and the questions after it are answered by pressing', async ({
      page,
      javaScriptEnabled,
    }) => {
      await begin(page, javaScriptEnabled);
      const faces = page.locator('#ask .emotion');
      expect(await faces.count()).toBeGreaterThanOrEqual(9);
      for (const face of await faces.all()) {
        const { width, height } = await face.boundingBox();
        expect(Math.min(width, height)).toBeGreaterThanOrEqual(44);
        expect(await face.innerText()).not.toBe('');
      }
      await fits(page);
      const sad = page.locator('#ask [value=sad]');
      const label = (await sad.innerText()).trim();
      await sad.click();
      await expect(answers(page)).toHaveCount(2);
      await expect(page.locator('.bubble.me .said').last()).toContainText(label);
      await expect(page.locator('#ask .emotion')).toHaveCount(0);
      let chosen = 2;
      for (const option of ['insults', 'received', 'rather_not_say']) {
        const button = page.locator(`#ask [name=option][value=${option}]`);
        await expect(button).toBeVisible();
        await fits(page);
        await button.click();
        chosen += 1;
        await expect(answers(page)).toHaveCount(chosen);
      }
      expect((await stored(page)).length).toBe(2 * (chosen - 1));
    });

    test('a crisis that was not meant folds, and the numbers stay in reach', async ({
      page,
      javaScriptEnabled,
    }) => {
      await begin(page, javaScriptEnabled);
      await write(page, known.crisis);
      await expect(page.locator('#main')).toHaveAttribute('data-speaker', 'vigie');
      await page.locator('.crisis .calm-down button').click();
      await expect(answers(page)).toHaveCount(3);
      const bar = page.locator('.crisis.folded');
      await expect(bar).toBeVisible();
      await expect(bar.locator('.lines')).toBeHidden();
      await bar.locator('summary').click();
      await expect(bar.locator('.lines a').first()).toBeVisible();
      if (known.line) await expect(bar).toContainText(known.line);
      await fits(page);
    });
  });
}

test('the one who speaks stands on the stage and in the bubble', async ({
  page,
  javaScriptEnabled,
}) => {
  await begin(page, javaScriptEnabled);
  const main = page.locator('#main');
  await expect(main).toHaveAttribute('data-speaker', 'betty');
  await expect(page.locator('.m-betty')).toBeVisible();
  await expect(page.locator('.m-vigie')).toBeHidden();
  await write(page, LANGUAGES.en.crisis);
  await expect(main).toHaveAttribute('data-speaker', 'vigie');
  await expect(page.locator('.m-vigie')).toBeVisible();
  await expect(page.locator('.m-betty')).toBeHidden();
  await expect(answers(page).last()).toHaveClass(/by-vigie/);
  await page.reload();
  await expect(page.locator('.m-vigie')).toBeVisible();
});

test('a message can be erased, and its answer judged', async ({ page, javaScriptEnabled }) => {
  await begin(page, javaScriptEnabled);
  const secret = 'The toad by the pond has seen it all.';
  await write(page, secret);
  const last = () => answers(page).last();
  await last().locator('[name=up][value=true]').click();
  await expect(last().locator('[name=up][value=true]')).toHaveAttribute('aria-pressed', 'true');
  expect((await stored(page)).at(-1).thumb).toBe(true);
  await last().locator('[name=up][value=false]').click();
  await expect(last().locator('[name=up][value=false]')).toHaveAttribute('aria-pressed', 'true');
  expect((await stored(page)).at(-1).thumb).toBe(false);
  const mine = page.locator('.bubble.me');
  await mine.locator('.more summary').click();
  await mine.locator('form[action="/chat/erase"] button').click();
  await expect(page.locator('.bubble.me')).toHaveCount(0);
  expect(JSON.stringify(await stored(page))).not.toContain(secret);
  await page.reload();
  await expect(page.locator('body')).not.toContainText(secret);
});
