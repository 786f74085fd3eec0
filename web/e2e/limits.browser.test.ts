import { Buffer } from 'node:buffer';
import { readFile } from 'node:fs/promises';
import type { Browser, BrowserContext, Page, Route } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { launchBrowser } from './launch-browser.ts';
import { openHome } from './open-home.ts';
import { en } from './texts.ts';

const { webUrl, songPath, workerEnv } = inject('stack');
const { upload, song, recent, confirm } = en;

let browser: Browser;
let context: BrowserContext;
let page: Page;
beforeAll(async () => {
  browser = await launchBrowser();
  context = await browser.newContext({ locale: 'en-GB' });
  page = await context.newPage();
});
afterAll(() => browser?.close());

const isUpload = ({ href }: URL) => href.includes(workerEnv.UPLOADS_BUCKET_NAME!);
const isOneJob = ({ pathname }: URL) => /^\/api\/jobs\/./.test(pathname);

type Fault = Parameters<Route['fulfill']>[0];
const gatewayRefusal: Fault = { status: 429, json: { message: 'Too Many Requests' } };
const gatewayFailure: Fault = { status: 503, json: { message: 'Service Unavailable' } };
const cloudFrontPage: Fault = { status: 504, contentType: 'text/html', body: '<html>504</html>' };
const slowDown: Fault = {
  status: 503,
  contentType: 'application/xml',
  headers: { 'access-control-allow-origin': '*' },
  body: '<Error><Code>SlowDown</Code></Error>',
};

/** Answers matching requests with each of these faults in turn, then lets them through. */
async function failAtFirst(
  matches: (url: URL) => boolean,
  method: string,
  faults: readonly Fault[],
): Promise<() => number> {
  let failed = 0;
  await page.route(matches, (route) => {
    const fault = route.request().method() === method ? faults[failed] : undefined;
    if (!fault) return route.fallback();
    failed += 1;
    return route.fulfill(fault);
  });
  return () => failed;
}

it('the page waits for a busy service and goes on: creating, uploading, following', async () => {
  await openHome(page, webUrl);
  const faults = [
    await failAtFirst(({ pathname }) => pathname === '/api/jobs', 'POST', [
      gatewayRefusal,
      cloudFrontPage,
    ]),
    await failAtFirst(isUpload, 'POST', [slowDown]),
    await failAtFirst(isOneJob, 'GET', [gatewayFailure]),
  ];
  // A song that another test has sent would be done at once. Bytes after the sound change nothing.
  const buffer = Buffer.concat([await readFile(songPath), Buffer.from('limits')]);
  const file = { name: 'song.wav', mimeType: 'audio/wav', buffer };
  await page.setInputFiles('input[type=file]', file);
  await page.getByText(upload.busy(2)).waitFor();
  // Four refusals one after the other, the last of which costs up to 20 s.
  await page.waitForURL(/\/song#/, { timeout: 150_000 });
  await page
    .getByRole('heading', { name: new RegExp(`${song.queued}|${song.processing}`) })
    .waitFor({ timeout: 60_000 });
  expect(faults.map((failed) => failed())).toEqual([2, 1, 1]);
});

it('an older link opens, and its id moves to the fragment at once', async () => {
  const { hash } = new URL(page.url());
  const other = await context.newPage();
  const asked: string[] = [];
  other.on('request', (request) => asked.push(request.url()));
  await other.goto(`${webUrl}/song?id=${hash.slice(1)}`);
  await other.getByText('song.wav').first().waitFor();
  expect(other.url()).toBe(`${webUrl}/song${hash}`);
  await other.reload();
  await other.getByText('song.wav').first().waitFor();
  // Only the link itself had the id in its query.
  expect(asked.filter((url) => url.includes('?id='))).toHaveLength(1);
  await other.close();
});

it('after a deletion, for which the page waits too, the browser keeps nothing of the song', async () => {
  const id = new URL(page.url()).hash.slice(1);
  await openHome(page, webUrl);
  const failed = await failAtFirst(isOneJob, 'DELETE', [gatewayFailure]);
  expect(await keptOf(id)).not.toEqual([]);
  await page.getByRole('button', { name: recent.remove('song') }).click();
  // The song may be done by now.
  const name = new RegExp(`^(${confirm.cancelNow}|${confirm.deleteNow})$`);
  await page.getByRole('dialog').getByRole('button', { name }).click();
  await page.getByText(recent.none).waitFor({ timeout: 60_000 });
  expect(failed()).toBe(1);
  expect(await keptOf(id)).toEqual([]);
  expect(await keptOf('song.wav')).toEqual([]);
});

/** Where the browser keeps something that contains a text: local and session storage, databases, caches. */
function keptOf(text: string): Promise<readonly string[]> {
  return page.evaluate(async (searched) => {
    const found: string[] = [];
    const look = (place: string, content: unknown) => {
      if (JSON.stringify(content ?? '').includes(searched)) found.push(place);
    };
    look('localStorage', { ...localStorage });
    look('sessionStorage', { ...sessionStorage });
    look('cookies', document.cookie);
    for (const { name = '' } of await indexedDB.databases()) {
      const database = await new Promise<IDBDatabase>((resolve, reject) => {
        const opening = indexedDB.open(name);
        opening.onsuccess = () => resolve(opening.result);
        opening.onerror = () => reject(opening.error);
      });
      for (const storeName of database.objectStoreNames) {
        const all = database.transaction(storeName).objectStore(storeName).getAll();
        await new Promise((resolve) => {
          all.onsuccess = resolve;
        });
        // A file has a name that JSON leaves out.
        const texts = all.result.map((value) => [value, String(value?.file?.name)]);
        look(`${name} ${storeName}`, texts);
      }
      database.close();
    }
    for (const name of await caches.keys()) {
      const requests = await (await caches.open(name)).keys();
      look(
        `cache ${name}`,
        requests.map(({ url }) => url),
      );
    }
    return found;
  }, text);
}
