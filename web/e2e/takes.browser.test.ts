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

it('its page has points by level, and repeats a measure slowly at a tap', async () => {
  await page.goto(`${webUrl}/song#${jobViews(webUrl).take.jobId}`);
  // Next.js does not notice a fragment that is typed into the address bar, and ignores a link back from it.
  await page.reload();
  await page.getByTestId('points').waitFor();
  const normal = await points();
  await page.getByText(texts.levels.strict, { exact: true }).click();
  expect(await points()).toBeLessThan(normal);
  await page.getByText(texts.levels.beginner, { exact: true }).click();
  expect(await points()).toBeGreaterThan(normal);

  const measure = page.getByRole('button', {
    name: new RegExp(`^${texts.measure(1).slice(0, -1)}`),
  });
  await measure.first().click();
  await pauseButton(page).waitFor();
  await page.getByTestId('loop-band').first().waitFor();
  expect(await measure.first().getAttribute('aria-pressed')).toBe('true');
});

it('the original is one link away', async () => {
  await page.getByRole('link', { name: texts.original }).click();
  await page.getByRole('region', { name: texts.compare }).waitFor();
  expect(new URL(page.url()).hash).toBe(`#${jobViews(webUrl).completed.jobId}`);
});
