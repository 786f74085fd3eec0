import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { launchBrowser } from './launch-browser.ts';
import {
  chooseSpeed,
  openSoundSong,
  pauseButton,
  peakOf,
  percentile95,
  playButton,
  reaches,
  tool,
} from './sound-page.ts';
import { distribution, syncErrors, takeRecording } from './sound-recorder.ts';
import { composeVoice, elementOf, sampleRateHz, startOf, wavOf } from './sound-song.ts';

const { webUrl } = inject('stack');
const voice = composeVoice();

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser?.close());

describe('the tracks', () => {
  it('play aligned to the sample, at every speed', async () => {
    const opposite = voice.map((sample) => -sample);
    const page = await openSoundSong(browser, webUrl, {
      vocals: wavOf(voice),
      accompaniment: wavOf(opposite),
    });
    for (const speed of ['1×', '0.7×', '1.25×']) {
      await chooseSpeed(page, speed);
      await page.locator(`[data-element="${elementOf(0)}"]`).click();
      await playButton(page).click();
      await reaches(page).toBeGreaterThan(startOf(1));
      await pauseButton(page).click();
      expect(peakOf((await takeRecording(page)).samples)).toBeLessThan(1e-6);
    }
    await tool(page, 4).click();
    await page.getByRole('button', { name: 'Mute accompaniment' }).click();
    await page.locator(`[data-element="${elementOf(0)}"]`).click();
    await playButton(page).click();
    await reaches(page).toBeGreaterThan(startOf(1));
    expect(peakOf((await takeRecording(page)).samples)).toBeGreaterThan(0.3);
    await page.context().close();
  });

  it('can be played alone, and at original speed bit for bit', async () => {
    const page = await openSoundSong(browser, webUrl, {
      vocals: wavOf(voice),
      accompaniment: wavOf(new Float32Array(voice.length).fill(0.25)),
    });
    await tool(page, 4).click();
    await page.getByRole('button', { name: 'Solo accompaniment' }).click();
    await playButton(page).click();
    await reaches(page).toBeGreaterThan(startOf(3));
    const { samples } = await takeRecording(page);
    // The latency of a busy audio thread is not tested here.
    const heard = samples.subarray(samples.indexOf(0.25));
    expect(heard.length).toBeGreaterThan(sampleRateHz / 2);
    expect([...new Set(heard)]).toEqual([0.25]);
    await page.getByRole('button', { name: 'Solo accompaniment' }).click();
    await page.getByRole('button', { name: 'Solo voice' }).click();
    const lately = async () => {
      const { samples } = await takeRecording(page);
      return samples.reduce((sum, sample) => sum + sample, 0) / samples.length;
    };
    // The other track's constant ends after the fade and the blocks that are already rendered.
    await expect.poll(lately, { interval: 400 }).toBeCloseTo(0, 2);
    await reaches(page).toBeGreaterThan(startOf(10));
    expect(peakOf((await takeRecording(page)).samples)).toBeGreaterThan(0.3);
    await page.context().close();
  });

  it('in AAC, decoded in pieces, are heard at their positions', async () => {
    const arguments_ = ['-v', 'error', '-f', 'wav', '-i', 'pipe:0', '-c:a', 'aac', '-ac', '2'];
    const folder = await mkdtemp(join(tmpdir(), 'sound-'));
    const path = join(folder, 'voice.m4a');
    execFileSync('ffmpeg', [...arguments_, '-movflags', '+faststart', '-f', 'ipod', path], {
      input: wavOf(voice),
    });
    const page = await openSoundSong(browser, webUrl, { vocals: await readFile(path) });
    await rm(folder, { recursive: true });
    await page.locator(`[data-element="${elementOf(5)}"]`).click();
    await playButton(page).click();
    await reaches(page).toBeGreaterThan(startOf(9));
    await pauseButton(page).click();
    const errors = syncErrors(await takeRecording(page));
    process.stdout.write(`sync of AAC: ${distribution(errors)}\n`);
    expect(percentile95(errors)).toBeLessThanOrEqual(0.03);
    await page.context().close();
  });
});
