import { afterEach, describe, expect, it, vi } from 'vitest';
import {
  coveredFrom,
  positionToolbar,
  scrollToReveal,
  toolbarPosition,
} from './position-toolbar.ts';

const size = { width: 500, height: 100 };
/** The player covers 110 pixels. */
const window = { width: 1000, height: 800, playerHeight: 110, isNarrow: false };
/** A row of 120 pixels with a note 20 pixels wide in it. */
const noteAt = (left: number, top: number, height = 120) => {
  const vertical = { top, bottom: top + height };
  return {
    target: { left, right: left + 20, ...vertical },
    row: { left: 20, right: 980, ...vertical },
  };
};

afterEach(() => vi.unstubAllGlobals());

describe('the toolbar', () => {
  it('is 10 px below the row of its note, or above it where the player would cover it', () => {
    expect(toolbarPosition(noteAt(490, 200), size, window)).toEqual({ left: 250, top: 330 });
    // The player covers 110 px at the bottom: the toolbar ends at 690 at most.
    expect(toolbarPosition(noteAt(490, 460), size, window).top).toBe(590);
    expect(toolbarPosition(noteAt(490, 461), size, window).top).toBe(351);
  });

  it('never covers the row where there is room on either side of it', () => {
    for (let top = 118; top <= 560; top += 3) {
      const { row } = noteAt(490, top);
      const placed = toolbarPosition(noteAt(490, top), size, window).top;
      expect(placed >= row.bottom || placed + size.height <= row.top).toBe(true);
    }
  });

  it('is at the bottom beside a row without room above or below', () => {
    const low = { ...window, height: 400, playerHeight: 58 };
    expect(toolbarPosition(noteAt(490, 117, 180), size, low).top).toBe(242);
    expect(toolbarPosition(noteAt(490, 118, 180), size, low).top).toBe(8);
  });

  it('leaves the row clear on a phone on its side, too, where the player is thin', () => {
    const phone = { ...window, width: 844, height: 390, playerHeight: 58 };
    const toolbar = { width: 680, height: 120 };
    const { row } = noteAt(400, 135, 60);
    const { top } = toolbarPosition(noteAt(400, 135, 60), toolbar, phone);
    expect([top, top + toolbar.height]).toEqual([205, 325]);
    expect(top).toBeGreaterThan(row.bottom);
  });

  it('stays 8 px inside the window', () => {
    expect(toolbarPosition(noteAt(2, 200), size, window).left).toBe(8);
    expect(toolbarPosition(noteAt(970, 200), size, window).left).toBe(492);
  });

  it('is at the bottom of the window without a visible row', () => {
    const bottom = { left: 250, top: 590 };
    for (const note of [undefined, noteAt(100, -121), noteAt(100, 691)]) {
      expect(toolbarPosition(note, size, window)).toEqual(bottom);
    }
  });

  /** A window of 1000 × 800 pixels with a player 94 pixels high, as wide as these media queries say. */
  const transformIn = (isWide: boolean, anchor?: ReturnType<typeof noteAt>) => {
    const matchMedia = (query: string) => ({ matches: isWide && query === '(width >= 40rem)' });
    vi.stubGlobal('window', { innerWidth: 1000, innerHeight: 800, matchMedia });
    vi.stubGlobal('document', { querySelector: () => ({ offsetHeight: 94 }) });
    const toolbar = { style: { transform: 'before' }, offsetWidth: 500, offsetHeight: 100 };
    positionToolbar(toolbar as HTMLElement, anchor);
    return toolbar.style.transform;
  };

  it('moves by a transform, in whole pixels', () => {
    expect(transformIn(true, noteAt(490.3, 200.6))).toBe('translate(250px, 331px)');
  });

  it('is above the player, however high that is', () => {
    expect(transformIn(true)).toBe('translate(250px, 590px)');
  });

  it('is placed by the style sheet in a window narrower than forty letters', () => {
    expect(transformIn(false)).toBe('');
  });
});

it('scrolls a covered row into view by the smallest distance', () => {
  // 200 px covered at the top, and from 580 on: visible from 210 to 570.
  const scrolled = (top: number, bottom: number) => scrollToReveal({ top, bottom }, 200, 580);
  expect([scrolled(300, 380), scrolled(210, 570)]).toEqual([0, 0]);
  expect(scrolled(150, 230)).toBe(-60);
  expect(scrolled(600, 680)).toBe(110);
  // Too high to fit: its top is shown.
  expect(scrolled(240, 900)).toBe(30);
});

it('leaves room for the toolbar above the player, or in its place in a small window', () => {
  expect(coveredFrom(window, 100)).toBe(580);
  const phone = { width: 390, height: 844, playerHeight: 110, isNarrow: true };
  expect(coveredFrom(phone, 220)).toBe(624);
  expect(coveredFrom(phone, 0)).toBe(734);
});
