import { afterEach, describe, expect, it, vi } from 'vitest';
import { positionToolbar, scrollToReveal, toolbarPosition } from './position-toolbar.ts';

const size = { width: 500, height: 100 };
const window = { width: 1000, height: 800 };
/** A note of 20 by 80 pixels. */
const noteAt = (left: number, top: number) => ({ left, right: left + 20, top, bottom: top + 80 });

afterEach(() => vi.unstubAllGlobals());

describe('the toolbar', () => {
  it('is centred 14 px below its note, or above it where the player would cover it', () => {
    expect(toolbarPosition(noteAt(490, 200), size, window)).toEqual({ left: 250, top: 294 });
    // The player covers 110 px at the bottom: the toolbar ends at 690 at most.
    expect(toolbarPosition(noteAt(490, 496), size, window).top).toBe(590);
    expect(toolbarPosition(noteAt(490, 497), size, window).top).toBe(383);
  });

  it('stays below a note without room above', () => {
    const low = { width: 1000, height: 400 };
    expect(toolbarPosition({ ...noteAt(490, 121), bottom: 300 }, size, low).top).toBe(190);
    expect(toolbarPosition({ ...noteAt(490, 122), bottom: 300 }, size, low).top).toBe(8);
  });

  it('stays 8 px inside the window', () => {
    expect(toolbarPosition(noteAt(2, 200), size, window).left).toBe(8);
    expect(toolbarPosition(noteAt(970, 200), size, window).left).toBe(492);
  });

  it('is at the bottom of the window without a visible note', () => {
    const bottom = { left: 250, top: 590 };
    for (const note of [undefined, noteAt(100, -81), noteAt(100, 691)]) {
      expect(toolbarPosition(note, size, window)).toEqual(bottom);
    }
    expect(toolbarPosition(noteAt(490, -80), size, window).top).toBe(14);
    expect(toolbarPosition(noteAt(490, 690), size, window).top).toBe(576);
  });

  it('moves by a transform, in whole pixels', () => {
    vi.stubGlobal('window', { innerWidth: 1000, innerHeight: 800 });
    const toolbar = { style: { transform: '' }, offsetWidth: 500, offsetHeight: 100 };
    positionToolbar(toolbar as HTMLElement, { ...noteAt(490.3, 200.6) });
    expect(toolbar.style.transform).toBe('translate(250px, 295px)');
  });

  it('is placed by the style sheet in a window narrower than 640 px', () => {
    const transformAt = (innerWidth: number) => {
      vi.stubGlobal('window', { innerWidth, innerHeight: 800 });
      const toolbar = { style: { transform: 'before' }, offsetWidth: 500, offsetHeight: 100 };
      positionToolbar(toolbar as HTMLElement, undefined);
      return toolbar.style.transform;
    };
    expect([transformAt(639), transformAt(640)]).toEqual(['', 'translate(70px, 590px)']);
  });
});

it('scrolls a covered note into view by the smallest distance', () => {
  // 200 px covered at the top, 220 at the bottom: visible from 214 to 580.
  const scrolled = (top: number, bottom: number) => scrollToReveal({ top, bottom }, 200, 800);
  expect([scrolled(300, 380), scrolled(214, 580)]).toEqual([0, 0]);
  expect(scrolled(150, 230)).toBe(-64);
  expect(scrolled(600, 680)).toBe(100);
  // Too high to fit: its top is shown.
  expect(scrolled(240, 900)).toBe(26);
});
