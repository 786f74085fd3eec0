import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, it, onTestFinished } from 'vitest';
import { launchBrowser } from './launch-browser.ts';
import { pauseButton } from './sound-page.ts';
import { writeSungSample } from './sung-sample.ts';
import { en } from './texts.ts';

const { webUrl } = inject('stack');
const { sing: texts, player, pitch } = en;

/**
 * The count-in of the sample, four beats at 120 to the minute, and what the page needs to start it. A take that is
 * late or early by a quarter of a second is put right.
 */
const leadSeconds = 2.15;
/** A busy machine may start the song later than that, while Chromium already plays the voice. */
const retry = 2;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'my-pitch-sing-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** Opens the room with a singer before the microphone. Returns its page. */
async function openRoom(
  cents: (note: number) => number | undefined,
  { isAllowed = true, lateSeconds = 0 } = {},
) {
  const file = join(folder, 'voice.wav');
  await writeSungSample(file, leadSeconds + lateSeconds, cents);
  const browser: Browser = await launchBrowser([
    '--use-fake-device-for-media-stream',
    `--use-file-for-fake-audio-capture=${file}`,
  ]);
  onTestFinished(() => browser.close());
  const context = await browser.newContext({ locale: 'en-GB' });
  if (isAllowed) await context.grantPermissions(['microphone'], { origin: webUrl });
  const page = await context.newPage();
  await page.addInitScript(() => {
    const { mediaDevices } = navigator;
    const open = mediaDevices.getUserMedia.bind(mediaDevices);
    mediaDevices.getUserMedia = async (constraints) => {
      const stream = await open(constraints);
      Object.assign(globalThis, { openedMicrophone: { stream, constraints } });
      return stream;
    };
    const { AudioContext: Original } = globalThis;
    globalThis.AudioContext = class extends Original {
      constructor(options?: AudioContextOptions) {
        super(options);
        Object.assign(globalThis, { songContext: this });
      }
    };
  });
  await page.goto(`${webUrl}/song#sample`);
  await page.locator('[data-element]').first().waitFor();
  await page.getByRole('button', { name: player.sing, exact: true }).click();
  const start = page.getByRole('button', { name: texts.start, exact: true });
  await start.and(page.locator(':enabled')).waitFor();
  // The room's switch of views takes the place of the song's.
  expect(await page.getByRole('group', { name: pitch.views.label }).count()).toBe(1);
  await start.click();
  return page;
}

const points = async (page: Page) => {
  await page.getByTestId('points').waitFor({ timeout: 60_000 });
  return Number(await page.getByTestId('points').textContent());
};

/** Waits until this many notes have been judged. */
async function hasSung(page: Page, notes: number): Promise<void> {
  const counts = page.getByTestId('tally').locator('li > :last-child');
  await expect
    .poll(async () => (await counts.allTextContents()).reduce((sum, n) => sum + Number(n), 0), {
      timeout: 60_000,
    })
    .toBeGreaterThanOrEqual(notes);
}

it('a song that is sung well has its points at its end; the take is kept, heard and deleted', {
  retry,
}, async () => {
  const page = await openRoom(() => 0);
  // The first start also loads scripts and sound, which takes longer.
  await hasSung(page, 1);
  await page.getByRole('button', { name: texts.stop }).click();
  await page.getByTestId('points').waitFor();
  await page.evaluate(() => localStorage.removeItem('my-pitch.latency'));
  await page.getByRole('slider', { name: player.position }).fill('0');
  await page.getByRole('button', { name: texts.again }).click();
  await hasSung(page, 1);
  const constraints = await page.evaluate(
    () =>
      (globalThis as unknown as { openedMicrophone: { constraints: unknown } }).openedMicrophone
        .constraints,
  );
  const processing = { echoCancellation: false, noiseSuppression: false, autoGainControl: false };
  expect(constraints).toEqual({ audio: processing });
  expect(await points(page)).toBeGreaterThan(90);
  await page.getByText(en.takes.notes(30, 0, 0)).waitFor();
  await page.getByText(texts.kept).waitFor();
  await page.getByRole('button', { name: texts.listen }).click();
  await pauseButton(page).waitFor();
  await page.getByRole('button', { name: texts.silence, exact: true }).click();
  await page.getByRole('button', { name: texts.remove }).click();
  await page.getByText(texts.removed).waitFor();
});

it('one that is sung badly has few, until the device sleeps', async () => {
  const off = [130, -90, 170, 60, -140, 45, -200];
  const page = await openRoom((note) => off[note % off.length]);
  await hasSung(page, 12);
  await page.evaluate(() =>
    (globalThis as unknown as { songContext: AudioContext }).songContext.suspend(),
  );
  await page.getByText(texts.reasons.interrupted).waitFor();
  expect(await points(page)).toBeLessThan(50);
});

it('one that is sung a beat late has few', async () => {
  const page = await openRoom(() => 0, { lateSeconds: 0.5 });
  await hasSung(page, 12);
  await page.getByRole('button', { name: texts.stop }).click();
  expect(await points(page)).toBeLessThan(60);
});

it('silence has none, and a microphone that is unplugged ends the singing without losing it', async () => {
  const page = await openRoom(() => undefined);
  await hasSung(page, 3);
  await page.evaluate(() => {
    const { openedMicrophone } = globalThis as unknown as {
      openedMicrophone: { stream: MediaStream };
    };
    for (const track of openedMicrophone.stream.getTracks())
      track.dispatchEvent(new Event('ended'));
  });
  await page.getByText(texts.reasons.unplugged).waitFor();
  expect(await points(page)).toBe(0);
});

it('without the microphone’s permission the room says what to do', async () => {
  const page = await openRoom(() => 0, { isAllowed: false });
  await page.getByText(texts.problems.denied).waitFor();
  await page.getByRole('button', { name: texts.start, exact: true }).waitFor();
});

it('the score is marked while someone sings; leaving asks first, and the take is there afterwards', async () => {
  const page = await openRoom(() => 0);
  await page.getByTestId('sing-room').getByText(pitch.views.both, { exact: true }).click();
  const sheet = page.getByTestId('live-score');
  await sheet.locator('svg').first().waitFor();
  await sheet.evaluate((box) => box.querySelector('svg')?.setAttribute('data-first-drawing', ''));
  await hasSung(page, 3);
  const judged = sheet.locator('[data-grade]:not([data-grade=not-compared])');
  await expect.poll(() => judged.count()).toBeGreaterThanOrEqual(3);
  expect(await judged.locator('.grade-shape').count()).toBeGreaterThanOrEqual(3);
  expect(await sheet.locator('svg[data-first-drawing]').count()).toBe(1);
  const asked: string[] = [];
  page.on('dialog', (dialog) => {
    asked.push(dialog.type());
    void dialog.accept();
  });
  await page.reload();
  expect(asked).toEqual(['beforeunload']);
  await page.getByRole('button', { name: player.showUnfinished }).click();
  await page.getByText(texts.reasons.left).waitFor();
  await page.getByTestId('points').waitFor();
  await page.getByText(texts.kept).waitFor();
});
