import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { jobViewSchema } from '@my-pitch/shared/api';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { z } from 'zod';
import { launchBrowser } from './launch-browser.ts';
import { openHome } from './open-home.ts';
import { en } from './texts.ts';

const { webUrl, songPath } = inject('stack');
const mebibyte = 1024 * 1024;

let browser: Browser;
let context: BrowserContext;
let page: Page;
/** The statuses that the API told the page, and the hashes that the page told the API. */
const statuses: string[] = [];
const hashes: unknown[] = [];

beforeAll(async () => {
  browser = await launchBrowser();
  context = await browser.newContext({ locale: 'en-GB' });
  context.on('response', async (response) => {
    if (!/\/api\/jobs\/[^/]+$/.test(response.url())) return;
    const view = jobViewSchema.safeParse(await response.json().catch(() => undefined));
    if (view.success) statuses.push(view.data.status);
  });
  context.on('request', (request) => {
    if (request.method() === 'POST' && request.url().endsWith('/api/jobs')) {
      hashes.push(request.postDataJSON().contentSha256);
    }
  });
  await context.addInitScript(recordReads);
  page = await context.newPage();
});
afterAll(() => browser?.close());

/** Records how many bytes of a file the page holds at once. */
function recordReads(): void {
  const reads: number[] = [];
  const read = Blob.prototype.arrayBuffer;
  Blob.prototype.arrayBuffer = function (this: Blob) {
    reads.push(this.size);
    return read.call(this);
  };
  Object.assign(window, { reads });
}

async function send(name: string, buffer: Buffer): Promise<void> {
  await openHome(page, webUrl);
  await page.getByText(en.options.onlyVoice).click();
  await page.setInputFiles('input[type=file]', { name, mimeType: 'audio/wav', buffer });
  await page.waitForURL(/\/song#/);
  await page.locator('[data-element]').first().waitFor({ timeout: 200_000 });
}

it('a song that was sent before shows its score at once, under the name of the new file', async () => {
  const buffer = Buffer.concat([await readFile(songPath), Buffer.from('the same song')]);
  expect(buffer.length).toBeGreaterThan(mebibyte);
  await send('first.wav', buffer);
  statuses.length = 0;
  await send('second.wav', buffer);
  expect(statuses.filter((status) => /queued|processing/.test(status))).toEqual([]);
  expect(statuses.at(-1)).toBe('completed');
  await page.getByRole('heading', { name: 'second' }).waitFor();
  expect(await page.getByText('first', { exact: true }).count()).toBe(0);

  const sha256 = createHash('sha256').update(buffer).digest('hex');
  expect(hashes).toEqual([sha256, sha256]);
});

it('a file is hashed in pieces', async () => {
  await openHome(page, webUrl);
  const buffer = Buffer.alloc(3 * mebibyte + 1, 'not a song');
  await page.route('**/api/jobs', (route) => route.abort());
  const asked = page.waitForRequest('**/api/jobs');
  const file = { name: 'large.wav', mimeType: 'audio/wav', buffer };
  await page.setInputFiles('input[type=file]', file);
  await asked;
  const reads = await page.evaluate(() => Reflect.get(window, 'reads'));
  expect(Math.max(...z.array(z.number()).parse(reads))).toBe(mebibyte);
  expect(hashes.at(-1)).toBe(createHash('sha256').update(buffer).digest('hex'));
  await page.unrouteAll({ behavior: 'ignoreErrors' });
});
