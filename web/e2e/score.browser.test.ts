import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Download, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { axeViolations } from './axe-violations.ts';
import { comparePictures } from './compare-pictures.ts';
import { engravedScores } from './engraved-scores.ts';
import { launchBrowser } from './launch-browser.ts';
import { loopedNotes } from './looped-notes.ts';
import { missingSigns } from './missing-signs.ts';
import { openScore } from './open-score.ts';
import { stillBox } from './still-box.ts';
import { synthesiseScore } from './synthesise-score.ts';
import { en } from './texts.ts';

const { webUrl } = inject('stack');
const longScore = synthesiseScore({ notes: 2000 });
const shortScore = synthesiseScore({ notes: 120, title: '봄날 Spring' });

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser?.close());

async function measureAtTop(page: Page): Promise<number> {
  return page.evaluate(() => {
    const rows = [...document.querySelectorAll<HTMLElement>('.score-row')];
    const row = rows.find((each) => each.getBoundingClientRect().bottom > 0);
    const first = row?.querySelector<SVGElement>('[data-element]')?.dataset.element ?? '';
    return Number(/^m(\d+)e/.exec(first)?.[1]);
  });
}

async function saved(page: Page, name: string): Promise<{ download: Download; bytes: Buffer }> {
  const arriving = page.waitForEvent('download');
  await page.getByRole('button', { name, exact: true }).click();
  const download = await arriving;
  return { download, bytes: await readFile(await download.path()) };
}

describe('a score of two thousand notes', () => {
  it('has the height of all rows, and draws the rows near the window', async () => {
    const page = await openScore(browser, webUrl, longScore);
    const rows = page.locator('.score-row');
    const count = await rows.count();
    expect(count).toBeGreaterThan(60);
    expect(await page.locator('[data-element]').count()).toBeLessThan(1000);
    expect(await page.getByTestId('score').locator('*').count()).toBeLessThan(1600);
    const height = () => page.getByTestId('score').evaluate(({ scrollHeight }) => scrollHeight);
    const before = await height();
    await rows.last().scrollIntoViewIfNeeded();
    await rows.last().locator('[data-element]').first().waitFor();
    expect(await height()).toBe(before);
    await expect.poll(() => rows.first().locator('[data-element]').count()).toBe(0);
    await page.context().close();
  });

  it('keeps the current measure in place when the window changes, with staves by its width', async () => {
    const page = await openScore(browser, webUrl, longScore);
    await page
      .locator('.score-row')
      .nth(30)
      .evaluate((row) => row.scrollIntoView({ behavior: 'instant' }));
    await page.locator('.score-row').nth(30).locator('svg').waitFor();
    const before = await measureAtTop(page);
    expect(before).toBeGreaterThan(100);
    const stavesInRow = () =>
      page.evaluate(() => {
        const rows = [...document.querySelectorAll('.score-row')];
        const row = rows.find((each) => each.getBoundingClientRect().bottom > 0);
        return row?.querySelectorAll('[data-measure]').length ?? 0;
      });
    for (const [staves, width] of [1440, 1200, 900, 600, 390].entries()) {
      await page.setViewportSize({ width, height: 900 });
      await expect.poll(stavesInRow).toBeLessThanOrEqual(5 - staves);
      expect(await stavesInRow()).toBeGreaterThan(0);
      // At most two rows, as rows of five measures become rows of one.
      await expect.poll(async () => Math.abs((await measureAtTop(page)) - before)).toBeLessThan(10);
    }
    await page.context().close();
  });

  it('marks the audible note, even if it was not drawn before', async () => {
    const page = await openScore(browser, webUrl, longScore);
    const notes = page.locator('[data-element]');
    const row = page.locator('.score-row').nth(50);
    await row.evaluate((element) => element.scrollIntoView({ block: 'center' }));
    const far = row.locator('[data-element]').first();
    await far.waitFor();
    const id = await far.getAttribute('data-element');
    await far.click({ force: true });
    await expect.poll(() => page.locator('.is-current').getAttribute('data-element')).toBe(id);
    await page.evaluate(() => window.scrollTo({ top: 0, behavior: 'instant' }));
    await notes.first().waitFor();
    await expect.poll(() => page.locator('.is-current').count()).toBe(0);
    await row.evaluate((element) => element.scrollIntoView({ block: 'center' }));
    await expect.poll(() => page.locator('.is-current').getAttribute('data-element')).toBe(id);
    await page.context().close();
  });
});

describe('a score with display options', () => {
  it('in another key, for an instrument, with note names and larger, which is remembered', async () => {
    const page = await openScore(browser, webUrl, shortScore);
    const height = async () => (await stillBox(page.locator('.score-row').first())).height;
    const before = await height();
    await page.getByRole('button', { name: 'Larger' }).click();
    await expect.poll(height).toBeGreaterThan(before * 1.1);
    await page.getByRole('button', { name: en.score.options }).click();
    await page.getByLabel(en.score.names).selectOption('letters');
    const names = () => page.locator('.score-row').first().locator('text').allTextContents();
    await expect.poll(async () => (await names()).join(' ')).toMatch(/F♯ A A G/);
    await page.getByRole('combobox', { name: 'Key' }).selectOption({ label: 'E♭ major' });
    await expect.poll(async () => (await names()).join(' ')).toMatch(/G B♭ B♭ A♭/);
    await page.getByText(en.score.soundStays).waitFor();
    await page.getByLabel('Written for').selectOption('bFlat');
    await expect.poll(async () => (await names()).join(' ')).toMatch(/A C C B♭/);
    expect(await axeViolations(page)).toEqual([]);
    await page.reload();
    await page.locator('[data-element]').first().waitFor();
    await expect.poll(height).toBeGreaterThan(before * 1.1);
    await expect.poll(async () => (await names()).join(' ')).toMatch(/A C C B♭/);
    await page.context().close();
  });

  it('as text, measure by measure', async () => {
    const page = await openScore(browser, webUrl, shortScore);
    await page.getByText('Score as text').click();
    const first = page.getByTestId('score-text').locator('li').first();
    expect(await first.textContent()).toMatch(
      /^Bar 1: D major, 4\/4 time, 104 quarter notes a minute, F-sharp 4 quarter, A4 quarter/,
    );
    await expect
      .poll(() => page.getByTestId('score-text').locator('li').count())
      .toBe(shortScore.measures.length);
    expect(await axeViolations(page)).toEqual([]);
    await page.context().close();
  });

  it('in print: every row, and only the score', async () => {
    const page = await openScore(browser, webUrl, longScore);
    await page.emulateMedia({ media: 'print' });
    await page.evaluate(() => window.dispatchEvent(new Event('beforeprint')));
    const drawn = () => page.locator('.score-row svg').count();
    const rows = await page.locator('.score-row').count();
    await expect.poll(drawn).toBe(rows);
    // The observers of the window do not erase them again either.
    await page.waitForTimeout(500);
    expect(await drawn()).toBe(rows);
    await page.getByRole('button', { name: 'Play' }).waitFor({ state: 'hidden' });
    await page.getByRole('heading', { name: longScore.title }).waitFor();
    await page.evaluate(() => window.dispatchEvent(new Event('afterprint')));
    await expect.poll(drawn).toBeLessThan(rows / 2);
    await page.context().close();
  });
});

describe('a score is downloaded as it is shown', () => {
  let page: Page;
  beforeAll(async () => {
    page = await openScore(browser, webUrl, shortScore);
    await page.getByRole('button', { name: en.score.options }).click();
    await page.getByRole('combobox', { name: 'Key' }).selectOption({ label: 'E♭ major' });
    await page.getByText(en.takeAway.more).click();
  });
  afterAll(() => page?.context().close());

  it('as MusicXML and MIDI', async () => {
    const { download, bytes } = await saved(page, 'MusicXML');
    expect(download.suggestedFilename()).toBe('봄날 Spring.musicxml');
    expect(bytes.toString('utf8')).toContain('<fifths>-3</fifths>');
    for (const name of ['MIDI, as written', 'MIDI, as sung']) {
      expect((await saved(page, name)).bytes.toString('latin1', 0, 4)).toBe('MThd');
    }
  });

  it.each([
    ['a4', '595.28 841.89'],
    ['letter', '612 792'],
  ])('as a PDF on %s, with embedded fonts', async (paper, size) => {
    await page.getByLabel('Paper').selectOption(paper);
    const { download, bytes } = await saved(page, 'PDF');
    expect(download.suggestedFilename()).toBe('봄날 Spring.pdf');
    const text = bytes.toString('latin1');
    expect(text).toMatch(/^%PDF-1/);
    expect(text).toContain(`/MediaBox [0 0 ${size}]`);
    const fonts = [...text.matchAll(/\/FontName \/\w+\+([\w-]+)/g)].map(([, name]) => name);
    expect(new Set(fonts)).toEqual(
      new Set(['Bravura', 'Academico', 'Academico-Bold', 'NanumGothicBold']),
    );
    expect(text.match(/\/FontFile[23]/g)).toHaveLength(fonts.length);
  });

  it('as a PDF with a title in any script', async () => {
    const title = '봄날 夜に駆ける 👩‍👩‍👧 Ünïcödé Привет';
    const other = await openScore(browser, webUrl, { ...shortScore, title });
    const { download, bytes } = await saved(other, 'PDF');
    expect(download.suggestedFilename()).toMatch(/^봄날 夜に駆ける .*\.pdf$/u);
    const text = bytes.toString('latin1');
    expect(text).toContain('NanumGothicBold');
    // Japanese, an emoji and Russian are drawn with the device's fonts.
    expect(text.match(/\/Subtype \/Image/g)).toHaveLength(3);
    await other.context().close();
  });

  it('as an image of some bars', async () => {
    const heightOf = (png: Buffer) => png.readUInt32BE(20);
    const whole = (await saved(page, en.takeAway.png)).bytes;
    await page.getByLabel('First bar').fill('3');
    await page.getByLabel('Last bar').fill('6');
    const { bytes } = await saved(page, en.takeAway.png);
    expect(bytes.subarray(1, 4).toString('latin1')).toBe('PNG');
    expect(bytes.readUInt32BE(16)).toBeGreaterThan(3000);
    expect(heightOf(bytes)).toBeLessThan(heightOf(whole) / 2);
  });
});

describe('bars', () => {
  it('each has a number, from which the song plays', async () => {
    const page = await openScore(browser, webUrl, shortScore);
    const numbers = page.locator('.score-row').first().locator('.measure-number');
    const printed = await numbers.allTextContents();
    expect(printed.length).toBeGreaterThanOrEqual(4);
    expect(printed).toEqual(printed.map((_, index) => String(index + 1)));
    await numbers.nth(2).locator('.measure-target').click();
    await page.getByRole('button', { name: 'Pause' }).waitFor();
    await expect
      .poll(() => page.locator('.is-current').getAttribute('data-element'))
      .toMatch(/^m2e/);
    await page.context().close();
  });

  it('a loop over bars is one shaded stretch in each row', async () => {
    const page = await openScore(browser, webUrl, shortScore);
    await page.getByRole('button', { name: 'Loop', exact: true }).click();
    const loop = page.getByRole('region', { name: 'Loop', exact: true });
    await loop.getByLabel('First bar').fill('3');
    await loop.getByLabel('Last bar').fill('6');
    await loop.getByLabel('Last bar').press('Enter');
    const bands = page.locator('.score-row .loop-band');
    await expect.poll(() => bands.count()).toBe(2);
    const expected = shortScore.measures
      .slice(2, 6)
      .flatMap(({ elements }) => elements.filter(({ kind }) => kind === 'note'));
    await expect.poll(() => loopedNotes(page)).toBe(expected.length);
    await page.context().close();
  });
});

describe('a phone on its side', () => {
  it('shows two rows at least while the song plays, above a thin player', async () => {
    const page = await openScore(browser, webUrl, shortScore, {
      viewport: { width: 844, height: 390 },
      hasTouch: true,
    });
    await page.getByRole('button', { name: 'Play' }).click();
    await page.getByRole('heading', { name: shortScore.title }).waitFor({ state: 'hidden' });
    const player = await stillBox(page.locator('[data-player]'));
    expect(player.height).toBeLessThan(60);
    const wholeRows = () =>
      page.evaluate(
        (until) =>
          [...document.querySelectorAll('.score-row')].filter((row) => {
            const { top, bottom } = row.getBoundingClientRect();
            return top >= 0 && bottom <= until;
          }).length,
        player.y,
      );
    await expect.poll(wholeRows).toBeGreaterThanOrEqual(2);
    await page.context().close();
  });
});

const references = join(import.meta.dirname, 'engraving');
/** Anti-aliasing may change blocks of 4 × 4 pixels by this many grey levels. */
const maxTolerance = 72;
const meanTolerance = 1.5;

it.each(Object.entries(engravedScores))(
  'the first lines of %s look like their picture',
  async (name, score) => {
    const page = await openScore(browser, webUrl, score, {
      viewport: { width: 1000, height: 900 },
    });
    const row = page.locator('.score-row').nth(1);
    await row.scrollIntoViewIfNeeded();
    await row.locator('svg').waitFor();
    expect(await missingSigns(page)).toEqual([]);
    await page.locator('.is-current').evaluateAll((notes) => {
      for (const note of notes) note.classList.remove('is-current');
    });
    const path = join(references, `${name}.png`);
    await stillBox(row);
    const picture = await row.screenshot();
    if (process.env.UPDATE_PICTURES) {
      await mkdir(references, { recursive: true });
      await writeFile(path, picture);
    }
    const { sizes, mean, max } = await comparePictures(page, await readFile(path), picture);
    expect(sizes[1]).toEqual(sizes[0]);
    expect(mean).toBeLessThan(meanTolerance);
    expect(max).toBeLessThan(maxTolerance);
    await page.context().close();
  },
);
