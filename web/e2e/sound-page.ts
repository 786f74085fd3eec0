import type { Browser, Page } from 'playwright-core';
import { expect } from 'vitest';
import { prepareTap, startTap } from './sound-recorder.ts';
import { serveSong } from './sound-song.ts';

/** Opens a synthetic song, ready to play, with its sound recorded. */
export async function openSoundSong(
  browser: Browser,
  webUrl: string,
  stems: Readonly<Record<string, Buffer>>,
  viewport = { width: 1280, height: 800 },
): Promise<Page> {
  const context = await browser.newContext({ locale: 'en-GB', viewport, bypassCSP: true });
  const page = await context.newPage();
  await prepareTap(page);
  await page.goto(await serveSong(page, webUrl, stems));
  await page.locator('[data-element]').first().waitFor();
  await playButton(page).and(page.locator(':enabled')).waitFor();
  await startTap(page);
  return page;
}

export const playButton = (page: Page) => page.getByRole('button', { name: 'Play', exact: true });
export const pauseButton = (page: Page) => page.getByRole('button', { name: 'Pause', exact: true });
export const position = async (page: Page) =>
  Number(await page.getByRole('slider', { name: 'Position' }).inputValue());
export const reaches = (page: Page) => expect.poll(() => position(page));

/** The 95th percentile: a machine under load renders some frames late. */
export const percentile95 = (errors: readonly number[]) =>
  [...errors].sort((a, b) => a - b)[Math.floor(0.95 * (errors.length - 1))] ?? 0;

export const peakOf = (samples: Float32Array) =>
  samples.reduce((max, sample) => Math.max(max, Math.abs(sample)), 0);

/** The player's panels in their order: speed, key, loop, metronome, mix, shortcuts. */
export const tool = (page: Page, index: number) => page.locator('[data-tools] button').nth(index);

export async function chooseSpeed(page: Page, speed: string): Promise<void> {
  await tool(page, 0).click();
  await page
    .getByRole('region', { name: 'Speed' })
    .getByRole('button', { name: speed, exact: true })
    .click();
  await tool(page, 0).click();
}
