import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { failureTexts } from '@my-pitch/shared/errors';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { axeViolations } from './axe-violations.ts';
import { launchBrowser } from './launch-browser.ts';
import { openHome } from './open-home.ts';
import { en, ko } from './texts.ts';

const { webUrl, songPath } = inject('stack');
const journeyMilliseconds = 280_000;

let browser: Browser;
let page: Page;
let songUrl: string;
beforeAll(async () => {
  browser = await launchBrowser();
  page = await openPage();
});
afterAll(() => browser?.close());

async function openPage(): Promise<Page> {
  const context = await browser.newContext({ locale: 'en-GB', acceptDownloads: true });
  return context.newPage();
}

async function send(file: Parameters<Page['setInputFiles']>[1], into: Page): Promise<void> {
  await openHome(into, webUrl);
  await into.setInputFiles('input[type=file]', file);
  await into.waitForURL(/\/song#/);
}

async function secondsShown(from: Page): Promise<number> {
  return Number(await from.getByRole('slider', { name: 'Position' }).inputValue());
}

const notesOf = (from: Page) => from.locator('[data-element]');
const currentNote = (from: Page) => from.locator('.is-current').getAttribute('data-element');

describe('a song, uploaded in a browser', () => {
  it('goes through the queue and the stages to a score', {
    timeout: journeyMilliseconds,
  }, async () => {
    // Another test may have sent the song, and then it would be done at once. Bytes after the sound change nothing.
    const buffer = Buffer.concat([await readFile(songPath), Buffer.from('journey')]);
    await send({ name: 'song.wav', mimeType: 'audio/wav', buffer }, page);
    songUrl = page.url();
    await page
      .getByText(/In the queue|Working on your song/)
      .first()
      .waitFor();
    // Both at once: on a fast machine one may disappear before the other is checked.
    await page
      .locator('main')
      .filter({ hasText: en.song.stages.separate })
      .filter({ has: page.locator('[role=progressbar][aria-valuenow]') })
      .waitFor({ timeout: 120_000 });
    await notesOf(page).first().waitFor({ timeout: 240_000 });
    await expect.poll(() => notesOf(page).count()).toBeGreaterThan(3);
  });

  it('plays, and the highlight moves from note to note', async () => {
    await page.getByRole('button', { name: 'Play', exact: true }).click();
    const first = await currentNote(page);
    await page.waitForFunction(
      (before) => {
        const now = document.querySelector<SVGElement>('.is-current')?.dataset.element;
        return now !== undefined && now !== before;
      },
      first,
      { timeout: 20_000 },
    );
    await expect.poll(() => secondsShown(page)).toBeGreaterThan(0);
    await page.getByRole('button', { name: 'Pause' }).click();
  });

  it('seeks to a clicked note', async () => {
    const notes = notesOf(page);
    const goesTo = async (note: Locator) => {
      await note.click();
      const id = await note.getAttribute('data-element');
      await expect.poll(() => currentNote(page)).toBe(id);
    };
    await goesTo(notes.first());
    const early = await secondsShown(page);
    await goesTo(notes.last());
    await expect.poll(() => secondsShown(page)).toBeGreaterThan(early + 1);
  });

  it('can be downloaded as MusicXML', async () => {
    const arriving = page.waitForEvent('download');
    await page.getByRole('button', { name: 'MusicXML' }).click();
    const download = await arriving;
    expect(download.suggestedFilename()).toMatch(/\.musicxml$/);
    const xml = await readFile(await download.path(), 'utf8');
    const counts = await page.evaluate((text) => {
      const parsed = new DOMParser().parseFromString(text, 'application/xml');
      const count = (name: string) => parsed.getElementsByTagName(name).length;
      return { errors: count('parsererror'), measures: count('measure'), pitches: count('pitch') };
    }, xml);
    expect(counts.errors).toBe(0);
    expect(counts.measures).toBeGreaterThan(0);
    await expect.poll(() => notesOf(page).count()).toBe(counts.pitches);
  });

  it('looks the same to others with the link, who cannot delete it', async () => {
    const other = await openPage();
    await other.goto(songUrl);
    const notes = await notesOf(page).count();
    await expect.poll(() => notesOf(other).count()).toBe(notes);
    expect(await other.getByRole('button', { name: 'Delete' }).count()).toBe(0);
    expect(await page.getByRole('button', { name: 'Delete' }).count()).toBe(1);
    await other.context().close();
  });

  it('is on this device’s list, in both languages, and accessible', async () => {
    expect(await axeViolations(page)).toEqual([]);
    await page.goto(webUrl);
    await page.getByRole('heading', { name: en.recent.title }).waitFor();
    await page.getByRole('button', { name: '한국어' }).click();
    await page.getByRole('heading', { name: ko.home.title }).waitFor();
    await expect.poll(() => page.locator('html').getAttribute('lang')).toBe('ko');
    expect(await axeViolations(page)).toEqual([]);
  });

  it('is gone for everybody with the link after its owner deletes it', async () => {
    await page.goto(songUrl);
    await page.getByRole('button', { name: ko.song.remove, exact: true }).click();
    const dialog = page.getByRole('dialog', { name: ko.confirm.deleteTitle });
    await dialog.getByRole('button', { name: ko.confirm.deleteNow }).click();
    await page.getByRole('heading', { name: ko.song.expired }).waitFor();
    const other = await openPage();
    await other.goto(songUrl);
    await other.getByRole('heading', { name: en.song.expired }).waitFor();
    expect(await other.locator('[data-element]').count()).toBe(0);
    await other.context().close();
  });
});

it('a song that cannot be decoded shows the reason and what to do', async () => {
  const other = await openPage();
  await openHome(other, webUrl);
  // The header of a FLAC file, followed by data that cannot be decoded.
  const rubbish = Buffer.from(Array.from({ length: 20_000 }, (_, i) => (i * 7919) % 251));
  const broken = Buffer.concat([Buffer.from('fLaC'), rubbish]);
  const file = { name: 'broken.flac', mimeType: 'audio/flac', buffer: broken };
  await other.setInputFiles('input[type=file]', file);
  const { reason, advice } = failureTexts['corrupt-file'];
  await other.getByText(reason.en).waitFor({ timeout: 60_000 });
  await other.getByText(advice.en).waitFor();
  expect(await axeViolations(other)).toEqual([]);
  await other.context().close();
});

it('an unknown link shows a message', async () => {
  const other = await openPage();
  await other.goto(`${webUrl}/song#${crypto.randomUUID()}`);
  await other.getByRole('heading', { name: en.song.notFound }).waitFor();
  await other.context().close();
});

it('a text file is rejected with a clear message before it is uploaded', async () => {
  const other = await openPage();
  await openHome(other, webUrl);
  const file = { name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from('la la') };
  await other.setInputFiles('input[type=file]', file);
  await other.getByText(failureTexts['unsupported-format'].reason.en).waitFor();
  const asked = () =>
    performance.getEntriesByType('resource').filter(({ name }) => name.endsWith('/api/jobs'));
  expect(await other.evaluate(asked)).toEqual([]);
  await other.context().close();
});

const excerptFolder = join(import.meta.dirname, '../../../shared/testdata/mixtures/musdb18');
it.skipIf(!existsSync(excerptFolder))(
  'a real recording becomes a score (skipped where the MUSDB18 excerpt is not there)',
  { timeout: journeyMilliseconds },
  async () => {
    const names = await readdir(excerptFolder, { recursive: true });
    const name = names.find((candidate) => /(^|\/)mix\.mp3$/.test(candidate));
    expect(name).toBeDefined();
    const other = await openPage();
    await send(join(excerptFolder, name!), other);
    await other.locator('[data-element]').first().waitFor({ timeout: 270_000 });
    expect(await other.locator('[data-element]').count()).toBeGreaterThan(10);
    await other.context().close();
  },
);
