import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { axeViolations } from './axe-violations.ts';
import { launchBrowser } from './launch-browser.ts';
import { openSoundSong, playButton, position, reaches, tool } from './sound-page.ts';
import { composeVoice, elementOf, wavOf } from './sound-song.ts';

const { webUrl } = inject('stack');
const voice = composeVoice();
const silence = new Float32Array(voice.length);

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser?.close());

it('the page follows the song until the reader scrolls, and again on request', async () => {
  const stems = { vocals: wavOf(voice), accompaniment: wavOf(silence) };
  const page = await openSoundSong(browser, webUrl, stems, { width: 390, height: 844 });
  const scrolled = () => page.evaluate(() => window.scrollY);
  await page.locator(`[data-element="${elementOf(12)}"]`).click();
  await playButton(page).click();
  await expect.poll(scrolled).toBeGreaterThan(200);
  const standsStill = async () => {
    const before = await scrolled();
    await page.waitForTimeout(200);
    return (await scrolled()) === before;
  };
  await expect.poll(standsStill).toBe(true);
  await page.mouse.move(195, 300);
  await page.mouse.wheel(0, -5000);
  const follow = page.getByRole('button', { name: 'Follow playback' });
  await follow.waitFor();
  await expect.poll(scrolled).toBe(0);
  const passed = await position(page);
  await reaches(page).toBeGreaterThan(passed + 1);
  expect(await scrolled()).toBe(0);
  await follow.click();
  await expect.poll(scrolled).toBeGreaterThan(200);
  await follow.waitFor({ state: 'detached' });
  await page.context().close();
});

it.each([
  ['desktop', { width: 1280, height: 800 }],
  ['phone', { width: 390, height: 844 }],
])('every panel is accessible and has large touch targets: %s', async (_, viewport) => {
  const page = await openSoundSong(
    browser,
    webUrl,
    { vocals: wavOf(voice), accompaniment: wavOf(silence) },
    viewport,
  );
  await page.locator(`[data-element="${elementOf(2)}"]`).click();
  const opener = page.getByRole('button', { name: 'Practice tools' });
  if (await opener.isVisible()) await opener.click();
  for (let place = 0; place < 6; place += 1) {
    await tool(page, place).click();
    if (place === 2) await page.getByRole('button', { name: 'Start here' }).click();
    expect(await axeViolations(page)).toEqual([]);
    const small = await page.locator('[data-player]').evaluate((bar) =>
      [...bar.querySelectorAll('button, input:not([type=checkbox]), label')]
        .filter((control) => {
          const { width, height } = control.getBoundingClientRect();
          return height > 0 && (height < 43.5 || width < 43.5);
        })
        .map((control) => control.outerHTML),
    );
    expect(small).toEqual([]);
    const overflow = await page.evaluate(() => {
      const { scrollWidth, clientWidth } = document.documentElement;
      return scrollWidth - clientWidth;
    });
    expect(overflow).toBe(0);
  }
  await page.context().close();
});
