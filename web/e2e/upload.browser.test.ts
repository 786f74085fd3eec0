import { Buffer } from 'node:buffer';
import { readFile } from 'node:fs/promises';
import { failureTexts } from '@my-pitch/shared/errors';
import { type Browser, type BrowserContext, devices, type Page, type Route } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { launchBrowser } from './launch-browser.ts';
import { openHome } from './open-home.ts';
import { en } from './texts.ts';
import { wavFile } from './wav-file.ts';

const { webUrl, songPath, workerEnv } = inject('stack');
const { home, upload, record, recent, confirm, song } = en;

let browser: Browser;
let context: BrowserContext;
let page: Page;
beforeAll(async () => {
  browser = await launchBrowser(['--use-fake-device-for-media-stream']);
});
afterAll(() => browser?.close());

async function openFresh(settings: Parameters<Browser['newContext']>[0] = {}): Promise<void> {
  // Responses to a page that is closed already fail, which is no error.
  await page?.unrouteAll({ behavior: 'ignoreErrors' });
  await context?.close();
  context = await browser.newContext({ locale: 'en-GB', ...settings });
  page = await context.newPage();
  await openHome(page, webUrl);
}

/** A WAV file of silence, 8 bits, 8 kHz. */
function silence(seconds: number): Buffer {
  return wavFile(Buffer.alloc(8000 * seconds, 128), { format: 'uint8', sampleRateHz: 8000 });
}

/** Requests to the storage, not to the API. */
const isUpload = ({ href }: URL) => href.includes(workerEnv.UPLOADS_BUCKET_NAME!);
const choose = (files: Parameters<Page['setInputFiles']>[1]) =>
  page.setInputFiles('input[type=file]', files);
/** The entries of the list of recent songs. */
const recentSongsIn = (on: Page) =>
  on.getByRole('region', { name: recent.title }).getByRole('listitem');
const row = (name: string) => page.getByRole('listitem').filter({ hasText: name });
const requestsToApi = () =>
  page.evaluate(
    () =>
      performance.getEntriesByType('resource').filter(({ name }) => name.endsWith('/api/jobs'))
        .length,
  );

/** Deletes every song of this device, so that the worker is free for the next test. */
async function deleteAll(): Promise<void> {
  await openHome(page, webUrl);
  const list = page.getByRole('region', { name: recent.title });
  await list.getByRole('listitem').first().waitFor();
  for (let left = await list.getByRole('listitem').count(); left > 0; left -= 1) {
    await list.getByRole('button').first().click();
    await page.getByRole('dialog').getByRole('button', { name: confirm.deleteNow }).click();
    await expect.poll(() => list.getByRole('listitem').count()).toBe(left - 1);
  }
}

describe('songs', () => {
  it('are uploaded several at a time, and unusable ones are rejected at once', async () => {
    await openFresh();
    await page.getByText(en.options.onlyVoice).click();
    const sound = { mimeType: 'audio/wav', buffer: silence(2) };
    await choose([
      { name: 'first.wav', ...sound },
      { name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from('la la') },
      { name: 'second.wav', ...sound },
    ]);
    await row('notes.txt').getByText(upload.wrongType).waitFor();
    await row('first.wav').getByRole('link', { name: upload.open }).waitFor();
    await row('second.wav').getByRole('link', { name: upload.open }).waitFor();
    expect(await requestsToApi()).toBe(2);
    await deleteAll();
    await page.getByText(recent.none).waitFor();
  });

  it.each(['paste', 'drop'])(
    'can be added by %s; too long ones are not uploaded',
    async (event) => {
      await openFresh();
      const bytes = silence(16 * 60).toString('base64');
      await page.evaluate(
        ([type, base64]) => {
          const sound = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
          const dataTransfer = new DataTransfer();
          dataTransfer.items.add(new File([sound], 'symphony.wav', { type: 'audio/wav' }));
          const init = { bubbles: true, cancelable: true };
          document.body.dispatchEvent(
            type === 'paste'
              ? new ClipboardEvent('paste', { ...init, clipboardData: dataTransfer })
              : new DragEvent('drop', { ...init, dataTransfer }),
          );
        },
        [event, bytes] as const,
      );
      await row('symphony.wav').getByText(upload.tooLong('16:00', 15)).waitFor();
      expect(await requestsToApi()).toBe(0);
    },
  );

  it('that are too large are not uploaded', async () => {
    await openFresh();
    await page.evaluate(() => {
      const clipboardData = new DataTransfer();
      const part = new Uint8Array(1024 * 1024);
      clipboardData.items.add(
        new File(new Array(201).fill(part), 'huge.wav', { type: 'audio/wav' }),
      );
      document.dispatchEvent(new ClipboardEvent('paste', { clipboardData }));
    });
    await row('huge.wav').getByText(upload.tooLarge(200)).waitFor();
    expect(await requestsToApi()).toBe(0);
  });

  it('wait for a lost connection, and are uploaded again from their start', async () => {
    await openFresh();
    const network = await context.newCDPSession(page);
    // One minute of sound, so that even a busy machine gets there before its end.
    const slow = { latency: 0, downloadThroughput: -1, uploadThroughput: 20_000, offline: false };
    await network.send('Network.enable');
    await network.send('Network.emulateNetworkConditions', slow);
    await choose(songPath);
    const bar = row('song.wav').getByRole('progressbar');
    await expect
      .poll(async () => Number(await bar.getAttribute('aria-valuenow')))
      .toBeGreaterThan(0);
    await expect.poll(() => page.title()).toMatch(/Sending a song · \d+%/);
    await network.send('Network.emulateNetworkConditions', { ...slow, offline: true });
    await page.getByText(upload.offline).waitFor();
    const free = { ...slow, uploadThroughput: -1 };
    await network.send('Network.emulateNetworkConditions', free);
    await page.waitForURL(/\/song#/);
    await deleteAll();
  });

  it('can be cancelled during the upload', async () => {
    await openFresh();
    await page.route(isUpload, () => undefined);
    await choose(songPath);
    await row('song.wav').getByRole('button', { name: upload.cancel }).click();
    await row('song.wav').waitFor({ state: 'detached' });
    await expect.poll(() => recentSongsIn(page).count()).toBe(0);
  });

  it('wait while the queue is full, start when it is not, and can then be cancelled', async () => {
    await openFresh();
    let isFull = true;
    await page.route('**/api/jobs', (route) => {
      if (!isFull) return route.continue();
      const body = { title: '', status: 429, detail: '', code: 'queue-full' };
      const told = { queuedJobs: 100, retryAfterSeconds: 3600 };
      return route.fulfill({ status: 429, json: { ...body, ...told } });
    });
    // A song that another test has sent would be done at once. Bytes after the sound change nothing.
    const buffer = Buffer.concat([await readFile(songPath), Buffer.from('queue')]);
    await choose({ name: 'song.wav', mimeType: 'audio/wav', buffer });
    // The wait varies at random, so that pages do not return together.
    const [beginning = ''] = upload.queueFull(100, 3600).split('.');
    await row('song.wav').getByText(beginning).waitFor();
    isFull = false;
    await row('song.wav').getByRole('button', { name: upload.now }).click();
    await page.waitForURL(/\/song#/);
    await page.getByRole('button', { name: song.cancel, exact: true }).click();
    await page.getByRole('dialog').getByRole('button', { name: confirm.cancelNow }).click();
    await page.getByRole('heading', { name: song.cancelled }).waitFor();
    await page.reload();
    await page.getByRole('heading', { name: song.cancelled }).waitFor();
  });
});

/** The number of songs that the browser stores until they are uploaded. */
const keptSongs = () =>
  page.evaluate(async () => {
    // Opening a database that does not exist would create it.
    const known = await indexedDB.databases();
    if (!known.some(({ name }) => name === 'my-pitch.unsent')) return 0;
    return new Promise<number>((resolve, reject) => {
      const opening = indexedDB.open('my-pitch.unsent');
      opening.onerror = () => reject(opening.error);
      opening.onsuccess = () => {
        const database = opening.result;
        const counting = database.transaction('songs').objectStore('songs').count();
        counting.onsuccess = () => resolve(counting.result);
        database.close();
      };
    });
  });

describe('a page that is closed during an upload', () => {
  it('asks first; the song waits on the device and is uploaded when the page is open again', async () => {
    await openFresh();
    const held: Route[] = [];
    await page.route(isUpload, (route) => void held.push(route));
    const questions: string[] = [];
    page.on('dialog', async (dialog) => {
      questions.push(dialog.type());
      await dialog.accept();
    });
    // Browsers ask only after an interaction with the page.
    await page.getByText(en.options.onlyVoice).click();
    await choose(songPath);
    await expect.poll(keptSongs).toBe(1);
    await expect.poll(async () => held.length).toBe(1);
    const other = await context.newPage();
    await openHome(other, webUrl);
    expect(await recentSongsIn(other).count()).toBe(0);
    await page.reload();
    expect(questions).toEqual(['beforeunload']);
    await row('song.wav').getByText(upload.resumed).waitFor();
    // A tab that was open in the meantime has not uploaded the song.
    expect(await other.getByText('song.wav').count()).toBe(0);
    await expect.poll(async () => held.length).toBe(2);
    await held[1]!.continue();
    await page.waitForURL(/\/song#/);
    await expect.poll(keptSongs).toBe(0);
    await page.reload();
    await page.getByText('song.wav').first().waitFor();
    expect(questions).toHaveLength(1);
    await deleteAll();
  });
});

it('a song that failed for another reason than its file is sent again without choosing it again', async () => {
  await openFresh();
  let isFailing = true;
  await page.route('**/api/jobs/*', async (route) => {
    if (!isFailing || route.request().method() !== 'GET') return route.continue();
    const { jobId, fileName, createdAt } = await (await route.fetch()).json();
    const failed = { status: 'failed', failureCode: 'worker-crashed' };
    return route.fulfill({ json: { jobId, fileName, createdAt, ...failed } });
  });
  await choose(songPath);
  await page.getByText(failureTexts['worker-crashed'].reason.en).waitFor();
  const failedUrl = page.url();
  isFailing = false;
  await page.getByRole('button', { name: song.retry, exact: true }).click();
  await page.waitForURL(({ href }) => /\/song#/.test(href) && href !== failedUrl);
  await page.getByText('song.wav').first().waitFor();
  await deleteAll();
});

describe('the recorder', () => {
  it('on a phone: records, can be played, and is uploaded', async () => {
    await openFresh({ ...devices['Pixel 7'], permissions: ['microphone'] });
    await page.getByRole('button', { name: home.record }).click();
    await page.getByText(/0:0[2-9]/).waitFor();
    const meter = page.getByRole('meter', { name: record.level });
    await expect.poll(async () => Number(await meter.getAttribute('value'))).toBeGreaterThan(-50);
    await page.getByRole('button', { name: record.stop }).click();
    const player = page.getByRole('region', { name: record.listen });
    await player.getByRole('button', { name: record.play }).click();
    await player.getByRole('button', { name: record.pause }).waitFor();
    await expect
      .poll(() => player.locator('audio').evaluate((audio: HTMLAudioElement) => audio.readyState))
      .toBeGreaterThan(0);
    await page.getByRole('button', { name: record.send, exact: true }).click();
    await page.waitForURL(/\/song#/);
    await page.getByText(/^Recording, .*\.webm$/).waitFor();
    await deleteAll();
  });

  it('ends automatically at the maximum length of the API', async () => {
    await openFresh({ permissions: ['microphone'] });
    const limits = { maxUploadBytes: 1024 ** 2, maxDurationSeconds: 120, maxQueuedJobs: 1 };
    await page.route('**/api/limits', (route) => route.fulfill({ json: limits }));
    await page.clock.install();
    await openHome(page, webUrl);
    await page.getByText(home.dropHint(1, 2)).waitFor();
    await page.getByRole('button', { name: home.record }).click();
    await page.getByRole('meter', { name: record.level }).waitFor();
    await page.clock.fastForward(60_000);
    await page.getByText(/1:0\d/).waitFor();
    await page.clock.fastForward(60_000);
    await page.getByText(record.stoppedItself(2)).waitFor();
    await page.getByRole('button', { name: record.discard }).click();
  });

  it('shows a message when the microphone is denied', async () => {
    await openFresh();
    await page.getByRole('button', { name: home.record }).click();
    await page.getByText(record.problems.denied).waitFor();
    await page.getByRole('button', { name: record.back }).click();
    await page.getByRole('button', { name: home.record }).waitFor();
  });
});
