import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { ReadingPosition } from './reading-position.ts';
import type { SheetRow } from './sheet-rows.ts';

let listeners: (() => void)[] = [];
let scrollY = 0;
let sheetTop = -500;
let sheetWidth = 800;

beforeEach(() => {
  listeners = [];
  scrollY = 2000;
  sheetTop = -500;
  sheetWidth = 800;
  vi.stubGlobal('window', {
    addEventListener: (_: string, listener: () => void) => listeners.push(listener),
    removeEventListener: (_: string, listener: () => void) => {
      listeners = listeners.filter((each) => each !== listener);
    },
    scrollBy: ({ top }: { top: number }) => {
      scrollY += top;
    },
    get scrollY() {
      return scrollY;
    },
  });
});
afterEach(() => void vi.unstubAllGlobals());

const sheet = {
  getBoundingClientRect: () => ({ top: sheetTop }),
  get clientWidth() {
    return sheetWidth;
  },
} as unknown as HTMLElement;

/** A row at a distance from the top of the page. */
function rowOf(firstMeasure: number, pageTop: number): SheetRow {
  const element = { getBoundingClientRect: () => ({ top: pageTop - scrollY }) };
  return { layout: { firstMeasure }, element } as unknown as SheetRow;
}

function scrollTo(y: number): void {
  scrollY = y;
  for (const listener of listeners) listener();
}

function create(): ReadingPosition {
  const position = new ReadingPosition(sheet);
  position.setShownWidth(sheetWidth);
  return position;
}

it('scrolls by as much as the measure’s row has moved', () => {
  const reading = create();
  const before = reading.capture(() => rowOf(7, 1950))!;
  // After the change, measure 7 is in a row 300 pixels further down.
  const rows = Array.from({ length: 9 }, (_, measure) => rowOf(measure, 350 * measure - 200));
  reading.restore(before, rows);
  expect(scrollY).toBe(2300);
});

it('takes the last measure of a score that has become shorter', () => {
  const reading = create();
  reading.restore(reading.capture(() => rowOf(7, 1950))!, [rowOf(0, 100), rowOf(1, 1800)]);
  expect(scrollY).toBe(1850);
});

it('has no position while the top of the sheet is visible, or without rows', () => {
  const reading = create();
  expect(reading.capture(() => undefined)).toBeUndefined();
  sheetTop = 0;
  expect(reading.capture(() => rowOf(7, 1950))).toBeUndefined();
});

it('keeps a restored position until the reader scrolls', () => {
  const reading = create();
  reading.restore(reading.capture(() => rowOf(7, 1950))!, [rowOf(0, 1950)]);
  const measure = () => reading.capture(() => rowOf(3, 1990))?.measure;
  // Rounding moves the page by less than two pixels.
  scrollTo(scrollY + 1);
  expect(measure()).toBe(7);
  // A new width moves the page too.
  sheetWidth = 700;
  scrollTo(scrollY + 50);
  expect(measure()).toBe(7);
  reading.setShownWidth(700);
  scrollTo(scrollY + 50);
  expect(measure()).toBe(3);
});

it('stops listening when it is disconnected', () => {
  const reading = create();
  expect(listeners).toHaveLength(1);
  reading.disconnect();
  expect(listeners).toHaveLength(0);
});
