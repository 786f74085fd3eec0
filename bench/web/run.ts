import { execFileSync } from 'node:child_process';
import { resolve } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { finishedSong, songId } from '../../web/e2e/finished-song.ts';
import { launchBrowser } from '../../web/e2e/launch-browser.ts';
import { synthesiseScore } from '../../web/e2e/synthesise-score.ts';
import { summariseFrames } from './frame-summary.ts';
import { frameTimes, observePage } from './observe-page.ts';
import { runPeers } from './peers/run-peers.ts';
import { firstLoadScriptBytes } from './script-size.ts';
import { type PageServer, servePages } from './serve-pages.ts';
import { throttle } from './throttle.ts';

/**
 * Measures the page: `npm run bench:web [-- --no-build] [-- --phone] [-- --peers]`. Drawing, frames and reflow are
 * measured without throttling; LCP, CLS, INP and the first row with a phone's CPU and network
 * (`--phone` measures only these). `--peers [NAME…]` compares only our drawing with other engravers. The service worker is installed by the first visit, without
 * throttling, and serves the second.
 */
const repositoryRoot = resolve(import.meta.dirname, '../..');
const outFolder = process.env.WEB_OUT ?? resolve(repositoryRoot, 'web/out');
const lengths = [200, 2000];
const frameSeconds = 8;
/** Odd, for a well-defined median. */
const visitCount = 5;
const pauseMs = 1500;
const scrollPixels = 24;

const peersAt = process.argv.indexOf('--peers');
if (peersAt === -1) await measurePage();
else await comparePeers(process.argv.slice(peersAt + 1));

async function comparePeers(only: readonly string[]): Promise<void> {
  const browser = await launchBrowser();
  try {
    await runPeers(browser, only);
  } finally {
    await browser.close();
  }
}

async function measurePage(): Promise<void> {
  if (!process.argv.includes('--no-build')) {
    execFileSync('npm', ['run', 'build', '--workspace', '@my-pitch/web'], {
      cwd: repositoryRoot,
      env: { ...process.env, NODE_ENV: 'production' },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
  }
  console.log('figure\tvalue');
  for (const page of ['index.html', 'song.html']) {
    const bytes = await firstLoadScriptBytes(outFolder, page);
    report(`${page}: script, compressed`, `${(bytes / 1000).toFixed(1)} kB`);
  }
  const browser = await launchBrowser();
  try {
    if (!process.argv.includes('--phone')) {
      for (const notes of lengths) {
        await withSong(notes, (server) => measureScore(browser, server, notes));
      }
    }
    await withSong(200, (server) => measureOnPhone(browser, server));
  } finally {
    await browser.close();
  }
}

async function withSong(notes: number, measure: (server: PageServer) => Promise<void>) {
  const score = synthesiseScore({ notes });
  const server = await servePages(outFolder, (url) => finishedSong(score, url));
  try {
    await measure(server);
  } finally {
    server.close();
  }
}

async function measureScore(browser: Browser, { url }: PageServer, notes: number): Promise<void> {
  await measureOpening(browser, url, notes);
  const page = await openSong(browser, url);
  await page.getByRole('button', { name: 'Play', exact: true }).click();
  reportFrames(`${notes} notes: playing`, await frameTimes(page, frameSeconds, 0));
  await page.getByRole('button', { name: 'Pause', exact: true }).click();
  reportFrames(`${notes} notes: scrolling`, await frameTimes(page, frameSeconds, scrollPixels));
  await page.setViewportSize({ width: 1000, height: 900 });
  await page.waitForFunction(() => window.bench.relaidOutMs !== undefined);
  const reflow = await page.evaluate(() => window.bench.relaidOutMs ?? 0);
  report(`${notes} notes: reflow`, `${reflow.toFixed(0)} ms`);
  await page.context().close();
}

/**
 * Measures first visits, each with an empty cache, after one that warms up browser and server, and
 * reports the median. The tab first opens an image of the site; otherwise the start of the tab's
 * processes, half a second on two cores, would be measured too.
 */
async function measureOpening(browser: Browser, url: string, notes: number): Promise<void> {
  const visits: Opening[] = [];
  for (let visit = 0; visit <= visitCount; visit += 1) {
    const page = await openSong(browser, url);
    if (visit > 0) visits.push(await page.evaluate(openingOf));
    await page.context().close();
  }
  const middle = (of: (visit: Opening) => number) =>
    visits.map(of).sort((a, b) => a - b)[(visitCount - 1) / 2] ?? 0;
  const opened = middle(({ openedMs }) => openedMs);
  const drawn = middle(({ drawnMs }) => drawnMs);
  const scriptBytes = middle((visit) => visit.scriptBytes);
  report(`${notes} notes: page opened to score drawn`, `${opened.toFixed(0)} ms`);
  report(`${notes} notes: score fetched to score drawn`, `${drawn.toFixed(0)} ms`);
  report(`${notes} notes: all script by then`, `${(scriptBytes / 1000).toFixed(0)} kB`);
}

type Opening = ReturnType<typeof openingOf>;

/** Runs in the page. */
function openingOf() {
  const fetched = performance
    .getEntriesByType('resource')
    .find(({ name }) => name.endsWith('/score.json')) as PerformanceResourceTiming;
  const { scoreDrawnMs = 0 } = window.bench;
  const scripts = performance
    .getEntriesByType('resource')
    .filter(({ name }) => name.endsWith('.js')) as PerformanceResourceTiming[];
  return {
    openedMs: scoreDrawnMs,
    drawnMs: scoreDrawnMs - fetched.responseEnd,
    scriptBytes: scripts.reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0),
  };
}

async function openSong(from: Browser, url: string): Promise<Page> {
  const context = await from.newContext({
    locale: 'en-GB',
    viewport: { width: 1440, height: 900 },
    serviceWorkers: 'allow',
  });
  const page = await context.newPage();
  await observePage(page);
  await page.goto(`${url}/icon.svg`);
  await page.waitForTimeout(pauseMs);
  await page.goto(`${url}/song#${songId}`);
  await page.locator('[data-element]').first().waitFor();
  await page.getByRole('button', { name: 'Play', exact: true }).waitFor();
  return page;
}

async function measureOnPhone(browser: Browser, { url }: PageServer): Promise<void> {
  for (const [name, path] of [
    ['/', '/'],
    ['/song', `/song#${songId}`],
  ] as const) {
    const context = await browser.newContext({
      locale: 'en-GB',
      viewport: { width: 390, height: 844 },
      hasTouch: true,
      serviceWorkers: 'allow',
    });
    const page = await visitOnPhone(context, `${url}${path}`);
    reportVisit(`${name} on a phone`, await page.evaluate(() => window.bench));
    await interact(page, name === '/song');
    const interactions = await page.evaluate(() => window.bench.interactions);
    report(`${name} on a phone: INP (worst)`, `${Math.max(0, ...interactions).toFixed(0)} ms`);
    await page.evaluate(() => navigator.serviceWorker.ready);
    await page.close();
    const again = await visitOnPhone(context, `${url}${path}`);
    reportVisit(`${name} on a phone, again`, await again.evaluate(() => window.bench));
    await context.close();
  }
}

async function visitOnPhone(context: BrowserContext, url: string): Promise<Page> {
  const page = await context.newPage();
  await observePage(page);
  await throttle(page);
  await page.goto(url);
  if (url.includes('/song')) await page.locator('[data-element]').first().waitFor();
  await page.waitForLoadState('networkidle');
  return page;
}

function reportVisit(name: string, seen: Window['bench']): void {
  const seconds = (seen.largestPaintMs / 1000).toFixed(2);
  report(`${name}: LCP`, `${seconds} s, ${seen.largest}`);
  report(`${name}: CLS`, seen.layoutShift.toFixed(3));
  if (seen.scoreDrawnMs === undefined) return;
  const drawn = (seen.scoreDrawnMs / 1000).toFixed(2);
  report(`${name}: opened to score drawn`, `${drawn} s`);
}

/** Typical first interactions. */
async function interact(page: Page, isSong: boolean): Promise<void> {
  const pause = () => page.waitForTimeout(600);
  if (isSong) {
    for (const name of ['Score settings', 'Larger', 'Smaller']) {
      await page.getByRole('button', { name }).click();
      await pause();
    }
    await page.locator('[data-element]').nth(2).click({ force: true });
    await pause();
  }
  await page.getByRole('button', { name: '한국어' }).click();
  await pause();
}

function reportFrames(name: string, times: readonly number[]): void {
  const { p50, p95, dropped } = summariseFrames(times);
  const text = `p50 ${p50.toFixed(1)} ms, p95 ${p95.toFixed(1)} ms, ${(100 * dropped).toFixed(1)} % dropped`;
  report(name, text);
}

function report(name: string, value: string): void {
  console.log(`${name}\t${value}`);
}
