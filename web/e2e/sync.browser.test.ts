import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { launchBrowser } from './launch-browser.ts';
import {
  chooseSpeed,
  openSoundSong,
  pauseButton,
  percentile95,
  playButton,
  position,
  reaches,
} from './sound-page.ts';
import { distribution, heardElements, syncErrors, takeRecording } from './sound-recorder.ts';
import { composeVoice, elementOf, startOf, wavOf } from './sound-song.ts';

const { webUrl } = inject('stack');
const voice = composeVoice();
const silence = new Float32Array(voice.length);

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser?.close());

describe('the marked note is the audible note', () => {
  let page: Page;
  beforeAll(async () => {
    page = await openSoundSong(browser, webUrl, {
      vocals: wavOf(voice),
      accompaniment: wavOf(silence),
    });
  });
  afterAll(() => page?.context().close());

  it.each(['0.5×', '1×', '1.25×'])('at %s', async (speed) => {
    await chooseSpeed(page, speed);
    await page.locator(`[data-element="${elementOf(0)}"]`).click();
    await takeRecording(page);
    await playButton(page).click();
    await page.waitForTimeout(4000);
    await pauseButton(page).click();
    const errors = syncErrors(await takeRecording(page));
    process.stdout.write(`sync at ${speed}: ${distribution(errors)}\n`);
    expect(errors.length).toBeGreaterThan(20);
    expect(percentile95(errors)).toBeLessThanOrEqual(0.03);
  });

  it('after each of 20 quick seeks', async () => {
    await chooseSpeed(page, '1×');
    await playButton(page).click();
    await takeRecording(page);
    for (let i = 0; i < 20; i += 1) {
      const k = (i * 17) % 36;
      await page.locator(`[data-element="${elementOf(k)}"]`).click();
      await page.waitForTimeout(120);
    }
    await page.waitForTimeout(300);
    await pauseButton(page).click();
    const recording = await takeRecording(page);
    const errors = syncErrors(recording);
    process.stdout.write(`sync over 20 seeks: ${distribution(errors)}\n`);
    expect(new Set(heardElements(recording)).size).toBeGreaterThan(15);
    expect(percentile95(errors)).toBeLessThanOrEqual(0.03);
  });

  it('in a hidden tab the song plays on, and is in sync when the tab is shown again', async () => {
    await page.locator(`[data-element="${elementOf(2)}"]`).click();
    await playButton(page).click();
    await reaches(page).toBeGreaterThan(startOf(2) + 0.1);
    const left = await position(page);
    const other = await page.context().newPage();
    await other.bringToFront();
    await other.waitForTimeout(4000);
    await other.close();
    await page.bringToFront();
    await takeRecording(page);
    // Sooner than a song that had been paused could reach this position.
    await expect.poll(() => position(page), { timeout: 3000 }).toBeGreaterThan(left + 3.8);
    await page.waitForTimeout(1000);
    await pauseButton(page).click();
    const errors = syncErrors(await takeRecording(page));
    expect(errors.length).toBeGreaterThan(5);
    expect(percentile95(errors)).toBeLessThanOrEqual(0.03);
  });

  it('an interruption by the system pauses the song, and play continues from there', async () => {
    await page.locator(`[data-element="${elementOf(4)}"]`).click();
    await playButton(page).click();
    await reaches(page).toBeGreaterThan(startOf(4) + 0.2);
    await page.evaluate(() =>
      (window as unknown as { tap: { context: AudioContext } }).tap.context.suspend(),
    );
    await playButton(page).waitFor();
    const stopped = await position(page);
    await playButton(page).click();
    await reaches(page).toBeGreaterThan(stopped + 0.2);
    await pauseButton(page).click();
    expect(await position(page)).toBeLessThan(stopped + 5);
  });
});
