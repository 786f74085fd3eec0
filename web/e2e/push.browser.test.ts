import { readFileSync } from 'node:fs';
import { apiPaths, createJobResponseSchema, type JobView } from '@my-pitch/shared/api';
import { jobIdSchema } from '@my-pitch/shared/ids';
import { progressAt } from '@my-pitch/shared/stages';
import type { Browser, BrowserContext, Page, WebSocketRoute } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { launchBrowser } from './launch-browser.ts';
import { en } from './texts.ts';

const { webUrl, songPath } = inject('stack');

let browser: Browser;
let context: BrowserContext;
/** The paths of the requests for a song. */
let asked: string[];
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser?.close());
beforeEach(async () => {
  context = await browser.newContext({ locale: 'en-GB' });
  asked = [];
  context.on('request', (request) => {
    const { pathname } = new URL(request.url());
    if (/^\/api\/jobs\/[^/]+$/.test(pathname)) asked.push(pathname);
  });
});
afterEach(() => context.close());

async function sendSong(): Promise<string> {
  const bytes = readFileSync(songPath);
  const answer = await fetch(`${webUrl}${apiPaths.jobs}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      ...{ fileName: 'song.wav', contentType: 'audio/wav', sizeBytes: bytes.length },
      options: { content: 'song' },
    }),
  });
  const { jobId, upload } = createJobResponseSchema.parse(await answer.json());
  const body = new FormData();
  for (const [name, value] of Object.entries(upload.fields)) body.append(name, value);
  body.append('file', new Blob([bytes], { type: 'audio/wav' }));
  expect((await fetch(upload.url, { method: 'POST', body })).ok).toBe(true);
  return jobId;
}

it('a song comes to two tabs by push: each asks for it at the beginning and at the end only', async () => {
  const tabs = [await context.newPage(), await context.newPage()];
  const told: string[] = [];
  for (const tab of tabs) {
    tab.on('websocket', (socket) =>
      socket.on('framereceived', ({ payload }) => told.push(String(payload))),
    );
  }
  const jobId = await sendSong();
  await Promise.all(tabs.map((tab) => tab.goto(`${webUrl}/song#${jobId}`)));
  for (const tab of tabs) await tab.locator('[data-element]').first().waitFor({ timeout: 200_000 });
  expect(told.filter((text) => text.includes('"processing"')).length).toBeGreaterThan(4);
  expect(told.filter((text) => text.includes('"completed"'))).toHaveLength(2);
  // Once more each, if the socket was not open yet after three seconds.
  expect(asked.length).toBeGreaterThanOrEqual(4);
  expect(asked.length).toBeLessThanOrEqual(6);
});

const jobId = jobIdSchema.parse('3f2b8c1e-7a54-4d0b-9c36-1e5f0a9b7d21');
const common = { jobId, fileName: 'Song.mp3', createdAt: '2026-01-02T03:04:05.000Z' };
const atWork = (fraction: number): JobView => ({
  ...{ ...common, status: 'processing' },
  progress: { ...progressAt('separate', fraction), overallFraction: fraction },
});

describe('with a socket that the test holds', () => {
  let page: Page;
  let view: JobView;
  /** The connections that the page has opened; those while `isBlocked` are refused. */
  let connections: WebSocketRoute[];
  let isBlocked: boolean;

  beforeEach(async () => {
    [view, connections, isBlocked] = [atWork(0.1), [], false];
    page = await context.newPage();
    await page.route('**/api/jobs/*', (route) => route.fulfill({ json: view }));
    await page.routeWebSocket('**/live', (socket) => {
      connections.push(socket);
      if (isBlocked) return void socket.close({ code: 1008 });
      socket.onMessage(() => socket.send(JSON.stringify({ type: 'view', view })));
    });
  });
  const open = () => page.goto(`${webUrl}/song#${jobId}`);
  const push = (pushed: JobView) =>
    connections.at(-1)?.send(JSON.stringify({ type: 'view', view: pushed }));
  const shows = (percent: number) =>
    page.getByText(`${percent}%`, { exact: true }).first().waitFor();
  const hide = (hidden: boolean) =>
    page.evaluate((value) => {
      Object.defineProperty(document, 'hidden', { value, configurable: true });
      document.dispatchEvent(new Event('visibilitychange'));
    }, hidden);

  it('polls while no socket opens, and stops when one does', async () => {
    isBlocked = true;
    await open();
    view = atWork(0.2);
    await shows(20);
    expect(asked.length).toBeGreaterThanOrEqual(2);
    isBlocked = false;
    await expect.poll(() => connections.length).toBeGreaterThan(2);
    push(atWork(0.3));
    await shows(30);
    await page.waitForTimeout(500);
    const before = asked.length;
    await page.waitForTimeout(6500);
    push(atWork(0.4));
    await shows(40);
    expect(asked.length).toBe(before);
  });

  it('connects again after the server has closed, and hears what happened meanwhile', async () => {
    await open();
    await shows(10);
    await expect.poll(() => connections.length).toBe(1);
    view = atWork(0.5);
    await connections[0]?.close({ code: 1001 });
    await shows(50);
    await expect.poll(() => connections.length).toBe(2);
    push(atWork(0.6));
    await shows(60);
  });

  it('hears of changes in a hidden tab', async () => {
    await open();
    await shows(10);
    await expect.poll(() => connections.length).toBe(1);
    await hide(true);
    push(atWork(0.7));
    await shows(70);
    expect(asked).toHaveLength(1);
  });

  it('connects again when the device wakes up online', async () => {
    await open();
    await shows(10);
    await expect.poll(() => connections.length).toBe(1);
    await context.setOffline(true);
    await page.getByText(en.waiting.offline).waitFor();
    view = atWork(0.8);
    await context.setOffline(false);
    await shows(80);
    await expect.poll(() => connections.length).toBe(2);
    push(atWork(0.9));
    await shows(90);
  });
});
