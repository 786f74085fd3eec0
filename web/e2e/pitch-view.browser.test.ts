import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { axeViolations } from './axe-violations.ts';
import { launchBrowser } from './launch-browser.ts';
import { openFinishedSong } from './open-finished-song.ts';
import { picturedNotes } from './states/pictured-song.ts';
import { stillBox, stillMiddle } from './still-box.ts';
import { en } from './texts.ts';

const { webUrl } = inject('stack');

let browser: Browser;
let page: Page;
beforeAll(async () => {
  browser = await launchBrowser();
  page = await openFinishedSong(browser, webUrl);
  await page.getByRole('radio', { name: 'Pitch' }).check({ force: true });
  await page.getByTestId('pitch-canvas').waitFor();
});
afterAll(() => browser?.close());

const panel = () => page.getByTestId('note-panel');
const cursor = () => page.getByTestId('note-cursor');
const shownPart = () => page.getByRole('slider', { name: 'Shown part' });
const songSeconds = async () =>
  Number(await page.getByRole('slider', { name: en.player.position }).inputValue());

/** The width of the shown part, in seconds. */
async function shownSeconds(): Promise<number> {
  const text = (await shownPart().getAttribute('aria-valuetext')) ?? '';
  const [from, to] = text.split('–').map((clock) => {
    const [minutes, seconds] = clock.split(':').map(Number);
    return 60 * (minutes ?? 0) + (seconds ?? 0);
  });
  return (to ?? 0) - (from ?? 0);
}

/** The position of a note, after the cursor has moved to it. */
async function middleOfNote(place: number) {
  await expect
    .poll(() => cursor().getAttribute('aria-label'))
    .toContain(`note ${place} of ${picturedNotes}`);
  return stillMiddle(cursor());
}

it('shows the pitch instead of the score, and remembers the choice', async () => {
  await expect.poll(() => page.locator('[data-element]').count()).toBe(0);
  await page.reload();
  await page.getByTestId('pitch-canvas').waitFor();
  await expect.poll(() => page.getByRole('radio', { name: 'Pitch' }).isChecked()).toBe(true);
});

it('draws rows, notes and the sung curve', async () => {
  await page.getByText('Loading the pitch curve…').waitFor({ state: 'detached' });
  await expect
    .poll(() =>
      page.getByTestId('pitch-canvas').evaluate((canvas) => {
        const { width, height } = canvas as HTMLCanvasElement;
        const context = (canvas as HTMLCanvasElement).getContext('2d')!;
        const pixels = new Uint32Array(context.getImageData(0, 0, width, height).data.buffer);
        return new Set(pixels).size;
      }),
    )
    .toBeGreaterThan(30);
});

it('describes a note when it is reached by keyboard', async () => {
  await cursor().focus();
  await page.keyboard.press('Home');
  await expect.poll(() => panel().textContent()).toContain('F♯4');
  for (let step = 0; step < 3; step += 1) await page.keyboard.press('ArrowRight');
  await expect
    .poll(() => panel().textContent())
    .toMatch(/A4.*31 cents flat.*0\.46 s.*5\.5 Hz, ±35 cents/);
  await expect.poll(() => cursor().getAttribute('aria-label')).toMatch(/^A4, note 4 of 30, bar 1:/);
  await page.keyboard.press('Enter');
  await expect.poll(songSeconds).toBeCloseTo(1.5, 1);
});

it('describes a note under the pointer, and seeks to a clicked one', async () => {
  await cursor().focus();
  await page.keyboard.press('Home');
  const first = await middleOfNote(1);
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  const third = await middleOfNote(3);
  await page.mouse.move(third.x, third.y);
  await expect.poll(() => panel().textContent()).toContain('G4');
  await page.mouse.move(first.x, first.y);
  await expect.poll(() => panel().textContent()).toContain('F♯4');
  await page.mouse.click(third.x, third.y);
  await expect.poll(songSeconds).toBeCloseTo(1, 1);
  const canvas = await stillBox(page.getByTestId('pitch-canvas'));
  await page.mouse.click(first.x, canvas.y + canvas.height - 10);
  await expect.poll(songSeconds).toBeLessThan(0.5);
});

it('zooms and scrolls by buttons, wheel and drag, and shows the whole song again', async () => {
  await page.getByRole('button', { name: 'Whole song' }).click();
  await expect.poll(shownSeconds).toBe(16);
  await page.getByRole('button', { name: 'Zoom in' }).click();
  await page.getByRole('button', { name: 'Zoom in' }).click();
  await expect.poll(shownSeconds).toBeLessThan(8);
  const before = await shownSeconds();
  const canvas = await stillBox(page.getByTestId('pitch-canvas'));
  await page.mouse.move(canvas.x + 400, canvas.y + 100);
  await page.keyboard.down('Control');
  await page.mouse.wheel(0, -300);
  await page.keyboard.up('Control');
  await expect.poll(shownSeconds).toBeLessThan(before);
  const scrolled = async () => Number(await shownPart().inputValue());
  await shownPart().fill('0');
  await page.mouse.move(canvas.x + 700, canvas.y + 100);
  await page.mouse.down();
  await page.mouse.move(canvas.x + 200, canvas.y + 100, { steps: 5 });
  await page.mouse.up();
  await expect.poll(scrolled).toBeGreaterThan(0.3);
  const follow = page.getByRole('button', { name: 'Follow playback' });
  await expect.poll(() => follow.getAttribute('aria-pressed')).toBe('false');
});

it('summarises the song', async () => {
  const summary = () => page.getByTestId('pitch-summary').textContent();
  await expect
    .poll(summary)
    .toMatch(/\d+% of what you sang is within 20 cents.*your A is 4\d\d\.\d Hz/);
});

it('is accessible alone and beside the score, in dark mode and on a phone', async () => {
  expect(await axeViolations(page)).toEqual([]);
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.getByRole('radio', { name: 'Both' }).check({ force: true });
  await page.locator('[data-element]').first().waitFor();
  expect(await axeViolations(page)).toEqual([]);
  await page.setViewportSize({ width: 390, height: 844 });
  await expect
    .poll(async () => (await page.getByTestId('pitch-view').boundingBox())?.height)
    .toBeLessThan(844 / 4);
  expect(await axeViolations(page)).toEqual([]);
  await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
});
