import { readFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { launchBrowser } from './launch-browser.ts';
import { openFinishedSong } from './open-finished-song.ts';
import { pauseButton } from './sound-page.ts';
import { jobViews } from './states/job-views.ts';
import { en } from './texts.ts';

const { webUrl } = inject('stack');
const { takes: texts } = en;

let browser: Browser;
let page: Page;
beforeAll(async () => {
  browser = await launchBrowser();
  page = await openFinishedSong(browser, webUrl);
});
afterAll(() => browser?.close());

const points = async () => Number(await page.getByTestId('points').textContent());

it('a take of a song is sent with the id of its original', async () => {
  const created = page.waitForRequest((request) => {
    return request.url().endsWith('/api/jobs') && request.method() === 'POST';
  });
  const card = page.getByRole('region', { name: texts.compare });
  const file = { name: 'My take.m4a', mimeType: 'audio/mp4', buffer: Buffer.alloc(1000, 1) };
  await card.locator('input[type=file]').setInputFiles(file);
  const { jobId } = jobViews(webUrl).completed;
  expect((await created).postDataJSON()).toMatchObject({ fileName: file.name, takeOf: jobId });
});

it('its page has points by level', async () => {
  await page.goto(`${webUrl}/song#${jobViews(webUrl).take.jobId}`);
  // Next.js does not notice a fragment that is typed into the address bar, and ignores a link back from it.
  await page.reload();
  await page.getByTestId('points').waitFor();
  const normal = await points();
  await page.getByText(texts.levels.strict, { exact: true }).click();
  expect(await points()).toBeLessThan(normal);
  await page.getByText(texts.levels.beginner, { exact: true }).click();
  expect(await points()).toBeGreaterThan(normal);
});

it('each note of the original’s score is coloured and marked at the level', async () => {
  const notes = page.locator('.graded-score [data-sung-note]');
  const count = (grade: string) => notes.and(page.locator(`[data-grade="${grade}"]`)).count();
  await expect.poll(() => count('right')).toBeGreaterThan(10);
  const right = await count('right');
  expect(await count('missed')).toBe(1);
  expect(await page.locator('.graded-score svg > g > .grade-shape').count()).toBe(
    (await notes.count()) - right,
  );
  await page.getByText(texts.levels.strict, { exact: true }).click();
  await expect.poll(() => count('right')).toBeLessThan(right);
  // The notes of the take's own score keep their ids, which the player finds them by.
  expect(await page.locator('[data-element=m0e0]').count()).toBe(1);
  await page.getByText(texts.notesInWords).click();
  expect(await page.getByTestId('notes-in-words').innerText()).toContain(texts.grades.missed);
});

it('at a tap the original repeats a bar slowly, and then the singer', async () => {
  const measure = page.getByRole('button', {
    name: new RegExp(`^${texts.measure(1).slice(0, -1)}`),
  });
  await measure.first().click();
  await page.getByRole('button', { name: texts.stop, exact: true }).waitFor();
  await page.getByText(/^The original repeats bar/).waitFor();
  expect(await measure.first().getAttribute('aria-pressed')).toBe('true');
  await page.getByRole('button', { name: texts.hearYourself }).click();
  await pauseButton(page).waitFor();
  await page.getByTestId('loop-band').first().waitFor();
  expect(await measure.first().getAttribute('aria-pressed')).toBe('false');
  await pauseButton(page).click();
});

it('the take is among those of its song until it is deleted, and can be saved', async () => {
  const history = page.getByRole('region', { name: texts.history });
  const download = page.waitForEvent('download');
  await history.getByRole('button', { name: texts.exportTakes }).click();
  const file = await (await download).path();
  const { takes } = JSON.parse(await readFile(file, 'utf8'));
  expect(takes.map(({ jobId }: { jobId: string }) => jobId)).toEqual([jobViews(webUrl).take.jobId]);
  await history.getByRole('button', { name: texts.deleteOne('').trim() }).click();
  await history.waitFor({ state: 'detached' });
});

it('a picture has only what the singer types', async () => {
  await page.getByText(texts.share, { exact: true }).click();
  await page.getByLabel(texts.shareSinger).fill('Jieun');
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: texts.savePicture }).click();
  const png = await readFile(await (await download).path());
  expect(png.subarray(1, 4).toString()).toBe('PNG');
  await page.getByRole('img', { name: /^Picture, Jieun, \d+ points$/ }).waitFor();
});

it('the original is one link away', async () => {
  await page.getByRole('link', { name: texts.original }).click();
  await page.getByRole('region', { name: texts.compare }).waitFor();
  expect(new URL(page.url()).hash).toBe(`#${jobViews(webUrl).completed.jobId}`);
});
