import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { jobViews, recentSongsOnDevice } from './states/job-views.ts';
import { type PicturedApi, serveApi } from './states/serve-api.ts';

/** Opens the page of a song with a known score and sound, in English. */
export async function openFinishedSong(
  browser: Browser,
  webUrl: string,
  options: BrowserContextOptions = {},
  api: PicturedApi = {},
): Promise<Page> {
  const context = await browser.newContext({
    locale: 'en-GB',
    acceptDownloads: true,
    viewport: { width: 1280, height: 900 },
    ...options,
  });
  const page = await context.newPage();
  await serveApi(page, webUrl, api);
  await page.goto(`${webUrl}/song#${jobViews(webUrl).completed.jobId}`);
  await page.locator('[data-element]').first().waitFor();
  return page;
}

/** The storage of the device that sent the song. */
export function ownSong(webUrl: string): NonNullable<BrowserContextOptions['storageState']> {
  const value = JSON.stringify(recentSongsOnDevice(webUrl));
  const localStorage = [{ name: 'my-pitch.songs', value }];
  return { cookies: [], origins: [{ origin: new URL(webUrl).origin, localStorage }] };
}
