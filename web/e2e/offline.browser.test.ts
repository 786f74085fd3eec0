import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { laterScriptsOf } from './later-scripts.ts';
import { launchBrowser } from './launch-browser.ts';
import { jobViews, type PicturedJob } from './states/job-views.ts';
import { serveApi } from './states/serve-api.ts';
import { en } from './texts.ts';

const { webUrl } = inject('stack');
const { home, recent, song, waiting } = en;

let browser: Browser;
let context: BrowserContext;
let page: Page;

beforeAll(async () => {
  browser = await launchBrowser();
  context = await browser.newContext({ locale: 'en-GB', serviceWorkers: 'allow' });
  page = await context.newPage();
  await page.goto(webUrl);
  // Active means that its cache is complete.
  await page.evaluate(() => navigator.serviceWorker.ready);
  await serveApi(page, webUrl);
});
afterAll(() => browser?.close());

/** Without a connection the routes that replace the API fail too. They are restored before the page is notified. */
async function setOffline(offline: boolean): Promise<void> {
  if (offline) await page.route('**/api/**', (route) => route.abort('internetdisconnected'));
  else await page.unroute('**/api/**');
  await context.setOffline(offline);
}

it('the home page opens without a connection, says so, and works when the connection is back', async () => {
  await setOffline(true);
  await page.reload();
  await page.getByRole('heading', { name: home.title }).waitFor();
  await page.getByText(home.offline).waitFor();
  await page.getByText(recent.none).waitFor();
  await setOffline(false);
  await page.getByText(home.offline).waitFor({ state: 'detached' });
});

it('so does the page of a song that was never opened on this device, up to its score', async () => {
  await setOffline(true);
  await page.goto(`${webUrl}/song#${jobViews(webUrl).completed.jobId}`);
  await page.getByText(waiting.offline).waitFor();
  await setOffline(false);
  await page.locator('[data-element]').first().waitFor();
  await page.getByText(waiting.offline).waitFor({ state: 'detached' });
});

const headings: Readonly<Record<PicturedJob, string>> = {
  awaiting: song.awaiting,
  queued: song.queued,
  processing: song.processing,
  completed: 'Ode to Joy',
  failed: song.failed,
  crashed: song.failed,
  cancelled: song.cancelled,
  expired: song.expired,
  take: 'Ode to Joy',
  takeWaiting: song.queued,
  uncompared: 'Ode to Joy',
};

describe.each(Object.entries(headings))('a song that is %s', (state, name) => {
  const shown = () => page.getByRole('heading', { name }).first().waitFor();

  it('is shown again after reloads with and without a connection', async () => {
    await page.goto(`${webUrl}/song#${jobViews(webUrl)[state as PicturedJob].jobId}`);
    await shown();
    await page.reload();
    await shown();
    await setOffline(true);
    await shown();
    await page.reload();
    await page.getByText(waiting.offline).waitFor();
    await setOffline(false);
    await shown();
    await page.getByText(waiting.offline).waitFor({ state: 'detached' });
  });
});

it('a score and its sound that failed to load are loaded when the connection is back', async () => {
  await page.route(/pictured\/.*(json|m4a)/, (route) => route.abort('internetdisconnected'));
  await page.goto(`${webUrl}/song#${jobViews(webUrl).completed.jobId}`);
  await page.getByText(song.scoreFailed).waitFor();
  await page.unroute(/pictured\/.*(json|m4a)/);
  await context.setOffline(true);
  await page.waitForFunction(() => !navigator.onLine);
  await context.setOffline(false);
  await page.locator('[data-element]').first().waitFor();
  await page.getByRole('button', { name: 'Play', exact: true }).waitFor();
});

it('a page whose script failed to load says so, and loads it when the connection is back', async () => {
  const fresh = await browser.newContext({ locale: 'en-GB' });
  const other = await fresh.newPage();
  await serveApi(other, webUrl);
  const isLater = await laterScriptsOf(webUrl);
  await other.route(isLater, (route) => route.abort('internetdisconnected'));
  await other.goto(`${webUrl}/song#${jobViews(webUrl).completed.jobId}`);
  await other.getByRole('heading', { name: song.scoreFailed }).waitFor();
  await other.getByRole('button', { name: song.reload }).waitFor();
  await other.unroute(isLater);
  await fresh.setOffline(true);
  await other.waitForFunction(() => !navigator.onLine);
  await fresh.setOffline(false);
  await other.locator('[data-element]').first().waitFor();
  await fresh.close();
});

it('only pages, scripts and style sheets are cached, nothing of any song', async () => {
  const kept = await page.evaluate(async () => {
    const shells = await Promise.all((await caches.keys()).map((name) => caches.open(name)));
    const requests = await Promise.all(shells.map((shell) => shell.keys()));
    return requests.map((each) => each.map(({ url }) => new URL(url).pathname));
  });
  expect(kept).toHaveLength(1);
  const songs = kept[0]?.filter((path) => !/^\/(song|_next\/static\/.*\.(js|css))?$/.test(path));
  expect(songs).toEqual([]);
  expect(kept[0]).toContain('/song');
});
