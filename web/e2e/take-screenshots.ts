import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Language, languages } from '@my-pitch/shared/language';
import type { Browser } from 'playwright-core';
import { launchBrowser } from './launch-browser.ts';
import { composeGallery, fileNameOf, type Picture, pictureOf } from './states/gallery.ts';
import { servePages } from './states/serve-pages.ts';
import { picturedStates } from './states/states.ts';
import { en, ko } from './texts.ts';

// Takes screenshots of the built pages in every state:
// `npm run screenshots -- [--state home] [--width 390] [--language ko] [--scheme dark]`.
// Other screenshots stay as they are.

const folder = join(import.meta.dirname, '../../.local/screenshots');
const origin = 'http://localhost:3999';
const texts = { ko, en };
/** Narrower screens are touched. */
const minMouseWidth = 1000;
const sizes = [
  { width: 390, height: 844 },
  { width: 844, height: 390 },
  { width: 820, height: 1180 },
  { width: 1440, height: 900 },
] as const;
const schemes = ['light', 'dark'] as const;

const text = { type: 'string' } as const;
const { values: wanted } = parseArgs({
  options: { state: text, width: text, language: text, scheme: text },
});
const states = picturedStates.filter(({ name }) => name.startsWith(wanted.state ?? ''));
if (Object.keys(wanted).length === 0) await rm(folder, { recursive: true, force: true });
await mkdir(folder, { recursive: true });
const microphone = '--use-fake-device-for-media-stream';
// Chromium forgets that a page emulates touch while it takes a picture of the whole page.
const touch = `--blink-settings=${[
  ...['primaryPointerType=2', 'availablePointerTypes=2'],
  ...['primaryHoverType=1', 'availableHoverTypes=1'],
]}`;
const stopServing = await servePages(origin);
for (const isTouched of [true, false]) {
  const browser = await launchBrowser(isTouched ? [microphone, touch] : [microphone]);
  const taken = looks().filter(({ size }) => size.width < minMouseWidth === isTouched);
  for (const look of taken) await take(browser, look);
  await browser.close();
}
stopServing();
const pictures = (await readdir(folder)).flatMap((file) => pictureOf(file) ?? []);
await writeFile(join(folder, 'index.html'), composeGallery(pictures));
process.stdout.write(`${pictures.length} pictures: ${join(folder, 'index.html')}\n`);

interface Look {
  readonly language: Language;
  readonly scheme: (typeof schemes)[number];
  readonly size: (typeof sizes)[number];
}

function looks(): readonly Look[] {
  const all = languages.flatMap((language) =>
    schemes.flatMap((scheme) => sizes.map((size) => ({ language, scheme, size }))),
  );
  return all.filter(
    ({ language, scheme, size }) =>
      language === (wanted.language ?? language) &&
      scheme === (wanted.scheme ?? scheme) &&
      String(size.width) === (wanted.width ?? String(size.width)),
  );
}

async function take(browser: Browser, { language, scheme, size }: Look): Promise<void> {
  for (const { name, open } of states) {
    const context = await browser.newContext({
      viewport: size,
      isMobile: Math.min(size.width, size.height) < 500,
      hasTouch: size.width < minMouseWidth,
      locale: language === 'ko' ? 'ko-KR' : 'en-GB',
      timezoneId: 'Asia/Seoul',
      colorScheme: scheme,
      reducedMotion: 'reduce',
    });
    const page = await context.newPage();
    await open({ page, origin, texts: texts[language] });
    await page.evaluate(() => document.fonts.ready);
    // Rows near the window are drawn over several frames.
    await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 300)));
    const picture: Picture = { state: name, width: size.width, language, scheme };
    // A dialogue darkens only the window, not the whole page.
    const fullPage = (await page.locator('dialog[open]').count()) === 0;
    await page.screenshot({ path: join(folder, fileNameOf(picture)), fullPage });
    await context.close();
  }
}
