import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { launchBrowser } from './launch-browser.ts';
import { loopedNotes } from './looped-notes.ts';
import { openSoundSong, pauseButton, playButton, position, reaches, tool } from './sound-page.ts';
import { heardElements, steadyElements, takeRecording } from './sound-recorder.ts';
import { composeVoice, elementOf, hertzOf, sampleRateHz, startOf, wavOf } from './sound-song.ts';
import { stillMiddle } from './still-box.ts';

const { webUrl } = inject('stack');
const voice = composeVoice();
const silence = new Float32Array(voice.length);

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser?.close());

const current = (page: Page) => page.locator('.is-current').getAttribute('data-element');

describe('practising', () => {
  let page: Page;
  beforeAll(async () => {
    page = await openSoundSong(browser, webUrl, {
      vocals: wavOf(voice),
      accompaniment: wavOf(silence),
    });
  });
  afterAll(() => page?.context().close());

  it('a loop is set by dragging over notes, and repeats only them', async () => {
    const centre = (k: number) => {
      return stillMiddle(page.locator(`[data-element="${elementOf(k)}"] .note-target`));
    };
    const [first, last] = [await centre(8), await centre(11)];
    await page.mouse.move(first.x, first.y);
    await page.mouse.down();
    await page.mouse.move(last.x, last.y, { steps: 8 });
    await page.mouse.up();
    await page.getByTestId('loop-band').waitFor();
    await expect.poll(() => loopedNotes(page)).toBe(4);
    await takeRecording(page);
    await playButton(page).click();
    await page.waitForTimeout(4500);
    await pauseButton(page).click();
    const steady = steadyElements(await takeRecording(page));
    expect(new Set(steady)).toEqual(new Set([8, 9, 10, 11].map(elementOf)));
    const laps = steady.filter((id, i) => id === elementOf(8) && steady[i - 1] === elementOf(11));
    expect(laps.length).toBeGreaterThanOrEqual(2);
  });

  it('keys play, move by note and by measure, loop, and change the speed', async () => {
    await page.keyboard.press('KeyL');
    await page.getByTestId('loop-band').waitFor({ state: 'detached' });
    await page.locator(`[data-element="${elementOf(5)}"]`).click();
    await page.keyboard.press('ArrowRight');
    await reaches(page).toBeCloseTo(startOf(6), 1);
    await page.keyboard.press('ArrowLeft');
    await reaches(page).toBeCloseTo(startOf(5), 1);
    await page.keyboard.press('Shift+ArrowRight');
    await reaches(page).toBeCloseTo(startOf(8), 1);
    await expect.poll(() => current(page)).toBe(elementOf(8));
    await page.keyboard.press('Shift+ArrowLeft');
    await reaches(page).toBeCloseTo(startOf(4), 1);
    await page.getByRole('slider', { name: 'Position' }).focus();
    await page.keyboard.press('ArrowRight');
    await reaches(page).toBeCloseTo(startOf(5), 1);
    await page.keyboard.press('ArrowLeft');
    await reaches(page).toBeCloseTo(startOf(4), 1);
    await page.keyboard.press('BracketLeft');
    await page.keyboard.press('Shift+ArrowRight');
    await reaches(page).toBeCloseTo(startOf(8), 1);
    await page.keyboard.press('BracketRight');
    await expect.poll(() => loopedNotes(page)).toBe(4);
    await page.keyboard.press('KeyL');
    await page.keyboard.press('Minus');
    await expect.poll(() => tool(page, 0).innerText()).toContain('0.95×');
    await page.keyboard.press('Equal');
    await page.locator(`[data-element="${elementOf(4)}"]`).click();
    await page.keyboard.press('Space');
    await reaches(page).toBeGreaterThan(startOf(4) + 0.1);
    await page.keyboard.press('Space');
    await playButton(page).waitFor();
  });

  it('the song is heard in another key', async () => {
    const semitones = 4;
    for (let i = 0; i < semitones; i += 1) await page.keyboard.press('KeyK');
    await expect.poll(() => tool(page, 1).innerText()).toContain('+4');
    await page.locator(`[data-element="${elementOf(4)}"]`).click();
    await takeRecording(page);
    await playButton(page).click();
    await reaches(page).toBeGreaterThan(startOf(8));
    await pauseButton(page).click();
    // The element with the pitch that a note has in this key.
    const heardAs = (k: number) =>
      elementOf(Math.round((hertzOf(k) * 2 ** (semitones / 12) - hertzOf(0)) / 40));
    const steady = steadyElements(await takeRecording(page));
    expect(steady).toEqual(expect.arrayContaining([4, 5, 6, 7].map(heardAs)));
    expect(steady).not.toContain(elementOf(4));
    for (let i = 0; i < semitones; i += 1) await page.keyboard.press('Shift+KeyK');
  });

  it('shortcuts can be turned off', async () => {
    await tool(page, 5).click();
    await page.getByLabel('Use keyboard shortcuts').uncheck();
    await tool(page, 5).click();
    const before = await position(page);
    await page.keyboard.press('ArrowRight');
    expect(await position(page)).toBe(before);
    await tool(page, 5).click();
    await page.getByLabel('Use keyboard shortcuts').check();
    await tool(page, 5).click();
  });

  it('the metronome clicks on the beats of the recording, after a count-in', async () => {
    await tool(page, 3).click();
    await page.getByRole('checkbox', { name: 'Count in' }).check();
    await page.getByRole('checkbox', { name: 'Metronome' }).check();
    await tool(page, 3).click();
    await tool(page, 4).click();
    await page.getByRole('button', { name: 'Mute voice' }).click();
    await page.locator(`[data-element="${elementOf(4)}"]`).click();
    await takeRecording(page);
    await playButton(page).click();
    await page.waitForTimeout(300);
    await reaches(page).toBeCloseTo(startOf(4), 1);
    await reaches(page).toBeGreaterThan(startOf(10));
    await pauseButton(page).click();
    const clicks = onsetsOf((await takeRecording(page)).samples);
    const countIn = startOf(5) - startOf(4);
    const expected = [
      ...[4, 3, 2, 1].map((k) => startOf(4) - k * countIn),
      ...[4, 5, 6, 7, 8, 9].map(startOf),
    ].map((seconds, _, [first]) => seconds - first!);
    const found = clicks
      .slice(0, expected.length)
      .map((frame) => (frame - clicks[0]!) / sampleRateHz);
    for (const [i, seconds] of expected.entries()) expect(found[i]).toBeCloseTo(seconds, 2);
  });

  it('the written notes can be played', async () => {
    await page.keyboard.press('KeyM');
    // The tap on a note has closed the panel.
    await tool(page, 4).click();
    await page.getByRole('button', { name: 'Mute written notes' }).click();
    await tool(page, 4).click();
    await tool(page, 3).click();
    await page.getByRole('checkbox', { name: 'Count in' }).uncheck();
    await page.locator(`[data-element="${elementOf(0)}"]`).click();
    await takeRecording(page);
    await playButton(page).click();
    await reaches(page).toBeGreaterThan(startOf(3));
    await pauseButton(page).click();
    // All of them are A4, 440 Hz; the voice, which is muted, has that pitch in its second note.
    const heard = heardElements(await takeRecording(page)).filter((id) => id !== '');
    const right = heard.filter((id) => id === elementOf(1));
    expect(heard.length).toBeGreaterThan(100);
    expect(right.length / heard.length).toBeGreaterThan(0.9);
  });
});

/** The onsets of short sounds, in frames. */
function onsetsOf(samples: Float32Array): readonly number[] {
  const onsets: number[] = [];
  let quiet = Number.POSITIVE_INFINITY;
  for (const [frame, sample] of samples.entries()) {
    if (Math.abs(sample) < 0.02) quiet += 1;
    else {
      if (quiet > 2000) onsets.push(frame);
      quiet = 0;
    }
  }
  return onsets;
}
