import { type Browser, devices, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { axeViolations } from './axe-violations.ts';
import { cutWords } from './cut-words.ts';
import { launchBrowser } from './launch-browser.ts';
import { picturedStates } from './states/states.ts';
import { en, ko } from './texts.ts';

const { webUrl } = inject('stack');

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser(['--use-fake-device-for-media-stream']);
});
afterAll(() => browser?.close());

/** Each state is opened on the phone, whose window then grows to the desktop's. */
const phone = { ...devices['Pixel 7'], deviceScaleFactor: 1, colorScheme: 'dark' } as const;
const desktop = { viewport: { width: 1440, height: 900 }, colorScheme: 'light' } as const;
/** The narrowest window that pages are made for: a desktop's at 400 %. */
const narrow = { width: 320, height: 640 };
/** Sizes of a browser's text, in CSS pixels. */
const [usualText, largeText] = [
  { standard: 16, fixed: 13 },
  { standard: 32, fixed: 26 },
] as const;
const languages = [
  { locale: 'en-GB', texts: en },
  { locale: 'ko-KR', texts: ko },
] as const;

/** `npm run test:states` opens each state in both languages; here they take turns. */
const isFull = process.env.STATES === 'full';
const cases = picturedStates.flatMap((state, index) =>
  languages
    .filter((_, turn) => isFull || turn === index % languages.length)
    .map((language) => ({ ...state, ...language })),
);

it.concurrent.each(cases)(
  '$name in $locale is accessible and fits the window, on a phone by night, with large text, and a desktop by day',
  async ({ open, texts, locale }) => {
    const context = await browser.newContext({ ...phone, locale, reducedMotion: 'reduce' });
    const page = await context.newPage();
    await open({ page, origin: webUrl, texts });
    expect(await faultsOf(page)).toEqual({ violations: [], overflowPixels: 0 });
    await page.setViewportSize(narrow);
    expect(await textFaultsOf(page)).toEqual({ words: [], overflowPixels: 0, hidden: [] });
    const session = await context.newCDPSession(page);
    await page.setViewportSize(phone.viewport);
    await session.send('Page.setFontSizes', { fontSizes: largeText });
    expect(await textFaultsOf(page)).toEqual({ words: [], overflowPixels: 0, hidden: [] });
    await session.send('Page.setFontSizes', { fontSizes: usualText });
    await page.setViewportSize(desktop.viewport);
    await page.emulateMedia({ colorScheme: desktop.colorScheme });
    // The player stays over the page: axe would call a button that it half covers too small.
    await page.evaluate(() => scrollTo(0, 0));
    expect(await faultsOf(page)).toEqual({ violations: [], overflowPixels: 0 });
    await context.close();
  },
);

async function faultsOf(page: Page) {
  const violations = await axeViolations(page);
  return { violations, overflowPixels: await overflowPixelsOf(page) };
}

function overflowPixelsOf(page: Page): Promise<number> {
  return page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
}

/** What cannot be read: parts of words, what is beside the window, and what floats partly out of it. */
async function textFaultsOf(page: Page) {
  await page.waitForFunction(() => new Promise((resolve) => requestAnimationFrame(resolve)));
  const hidden = await page.evaluate(() =>
    [...document.querySelectorAll('[data-edit-toolbar], [data-player], dialog[open]')].flatMap(
      (box) => {
        const { top, bottom } = box.getBoundingClientRect();
        // The player leaves the window upwards with the end of the song.
        const isAbove = top < -1 && !box.hasAttribute('data-player');
        const isOut = isAbove || (bottom > innerHeight + 1 && top < innerHeight);
        return isOut
          ? [`${box.getAttribute('aria-label')}: ${Math.round(top)} to ${Math.round(bottom)}`]
          : [];
      },
    ),
  );
  return { words: await cutWords(page), overflowPixels: await overflowPixelsOf(page), hidden };
}
