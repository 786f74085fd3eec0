import { type Browser, devices, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { axeViolations } from './axe-violations.ts';
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
  '$name in $locale is accessible and fits the window, on a phone by night and a desktop by day',
  async ({ open, texts, locale }) => {
    const context = await browser.newContext({ ...phone, locale, reducedMotion: 'reduce' });
    const page = await context.newPage();
    await open({ page, origin: webUrl, texts });
    expect(await faultsOf(page)).toEqual({ violations: [], overflowPixels: 0 });
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
  const overflowPixels = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  return { violations, overflowPixels };
}
