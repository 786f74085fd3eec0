import { type Browser, type CDPSession, devices, type Locator, type Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, inject, it } from 'vitest';
import { launchBrowser } from './launch-browser.ts';
import { loopedNotes } from './looped-notes.ts';
import { openFinishedSong } from './open-finished-song.ts';
import { stillMiddle } from './still-box.ts';

const { webUrl } = inject('stack');
const asked = 'Now tap the last note of the loop.';

let browser: Browser;
let page: Page;
let touch: CDPSession;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser?.close());
beforeEach(async () => {
  await page?.context().close();
  page = await openFinishedSong(browser, webUrl, { ...devices['Pixel 7'], locale: 'en-GB' });
  touch = await page.context().newCDPSession(page);
});

const note = (place: number) => page.locator('[data-element] .note-target').nth(place);
const position = async () =>
  Number(await page.getByRole('slider', { name: 'Position' }).inputValue());
const looped = () => loopedNotes(page);

async function middleOf(target: Locator) {
  await target.scrollIntoViewIfNeeded();
  return stillMiddle(target);
}

async function press(at: { x: number; y: number }): Promise<void> {
  await touch.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [at] });
}

async function lift(): Promise<void> {
  await touch.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
}

it('holding a note and tapping another loops from one to the other', async () => {
  await press(await middleOf(note(1)));
  await page.getByText(asked).waitFor();
  await lift();
  await expect.poll(looped).toBe(1);
  // The next tap ends the loop, not lifting the finger.
  expect(await page.getByTestId('loop-band').count()).toBe(0);
  await note(3).tap();
  await page.getByTestId('loop-band').waitFor();
  await expect.poll(looped).toBe(3);
  await page.getByText(asked).waitFor({ state: 'detached' });
});

it('dragging scrolls, and tapping a note seeks to it', async () => {
  const at = await middleOf(note(0));
  // Does not await each event: on a busy machine the pauses could make it a hold.
  const moves = Array.from({ length: 10 }, (_, step) => {
    const touchPoints = [{ x: at.x, y: at.y - 12 * (step + 1) }];
    return () => touch.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints });
  });
  await Promise.all([press(at), ...moves.map((move) => move()), lift()]);
  await expect.poll(() => page.evaluate(() => window.scrollY)).toBeGreaterThan(20);
  await note(2).tap();
  await expect.poll(position).toBeCloseTo(1, 1);
  await page.getByText(asked).waitFor({ state: 'detached' });
  await expect.poll(looped).toBe(0);
});

it('holding a note can be cancelled', async () => {
  await press(await middleOf(note(1)));
  await page.getByRole('button', { name: 'Never mind' }).waitFor();
  await lift();
  await page.getByRole('button', { name: 'Never mind' }).tap();
  await expect.poll(looped).toBe(0);
  await note(3).tap();
  expect(await page.getByTestId('loop-band').count()).toBe(0);
});
