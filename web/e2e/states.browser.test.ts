import { type Browser, devices } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
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

const looks = {
  'a desktop, in English, by day': {
    texts: en,
    context: { locale: 'en-GB', colorScheme: 'light', viewport: { width: 1440, height: 900 } },
  },
  'a phone, in Korean, by night': {
    texts: ko,
    context: { ...devices['Pixel 7'], locale: 'ko-KR', colorScheme: 'dark' },
  },
} as const;

describe.each(Object.entries(looks))('on %s', (_, { texts, context: settings }) => {
  it.concurrent.each(picturedStates)(
    '$name is accessible and fits the window',
    async ({ open }) => {
      const context = await browser.newContext({ ...settings, reducedMotion: 'reduce' });
      const page = await context.newPage();
      await open({ page, origin: webUrl, texts });
      expect(await axeViolations(page)).toEqual([]);
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(overflow).toBe(0);
      await context.close();
    },
  );
});
