import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { jobViews } from './states/job-views.ts';
import { serveApi } from './states/serve-api.ts';

/** Opens the page of a song with a known score and sound, in English. */
export async function openFinishedSong(
  browser: Browser,
  webUrl: string,
  options: BrowserContextOptions = {},
): Promise<Page> {
  const context = await browser.newContext({
    locale: 'en-GB',
    acceptDownloads: true,
    viewport: { width: 1280, height: 900 },
    ...options,
  });
  const page = await context.newPage();
  await serveApi(page, webUrl);
  await page.goto(`${webUrl}/song#${jobViews(webUrl).completed.jobId}`);
  await page.locator('[data-element]').first().waitFor();
  return page;
}
