import type { Score } from '@my-pitch/shared/score';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { finishedSong, songId } from './finished-song.ts';

/** Opens the page of a finished song with a score, in English by default. */
export async function openScore(
  browser: Browser,
  webUrl: string,
  score: Score,
  options: BrowserContextOptions = {},
): Promise<Page> {
  const context = await browser.newContext({
    locale: 'en-GB',
    acceptDownloads: true,
    viewport: { width: 1440, height: 900 },
    ...options,
  });
  const answers = finishedSong(score, webUrl);
  await context.route(
    ({ pathname }) => pathname in answers,
    (route) => {
      const { type, body, status = 200 } = answers[new URL(route.request().url()).pathname] ?? {};
      return route.fulfill({
        status,
        ...(type ? { contentType: type } : {}),
        ...(body ? { body } : {}),
      });
    },
  );
  const page = await context.newPage();
  await page.goto(`${webUrl}/song#${songId}`);
  await page.locator('[data-element]').first().waitFor();
  return page;
}
