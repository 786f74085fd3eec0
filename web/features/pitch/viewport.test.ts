import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  clampViewport,
  followTime,
  openingViewport,
  reveal,
  scrollBy,
  secondsAt,
  xOf,
  zoomAt,
} from './viewport.ts';

const stage = { width: 900, durationSeconds: 200 };

describe('the viewport', () => {
  it('opens on a time with legible notes, and fills the plot with a short song', () => {
    expect(openingViewport(stage, 0)).toEqual({ startSeconds: 0, pixelsPerSecond: 90 });
    const later = openingViewport(stage, 24);
    expect(later.pixelsPerSecond).toBe(90);
    expect(xOf(later, 24)).toBeCloseTo(0.12 * 900, 6);
    expect(openingViewport({ width: 900, durationSeconds: 3 }, 1).pixelsPerSecond).toBe(300);
  });

  it('keeps more than a third of the plot ahead of the playhead', () => {
    let viewport = openingViewport(stage, 0);
    for (let seconds = 0; seconds < 190; seconds += 0.1) {
      viewport = followTime(viewport, seconds, stage);
      const ahead = 1 - xOf(viewport, seconds) / stage.width;
      const isAtEnd = secondsAt(viewport, stage.width) > stage.durationSeconds - 1e-6;
      expect(isAtEnd || ahead > 1 / 3).toBe(true);
    }
  });

  it('keeps the time under the pointer when it zooms', () => {
    const before = { startSeconds: 50, pixelsPerSecond: 90 };
    const after = zoomAt(before, 2, 300, stage);
    expect(after.pixelsPerSecond).toBe(180);
    expect(secondsAt(after, 300)).toBeCloseTo(secondsAt(before, 300), 9);
  });

  it('never shows more than the song after any moves', () => {
    const move = fc.oneof(
      fc.record({ factor: fc.double({ min: 0.01, max: 100, noNaN: true }), x: fc.nat(900) }),
      fc.record({ pixels: fc.integer({ min: -1e6, max: 1e6 }) }),
    );
    fc.assert(
      fc.property(
        fc.array(move),
        fc.double({ min: 0.5, max: 900, noNaN: true }),
        (moves, length) => {
          const song = { width: 900, durationSeconds: length };
          let viewport = openingViewport(song, 0);
          for (const each of moves) {
            viewport =
              'factor' in each
                ? zoomAt(viewport, each.factor, each.x, song)
                : scrollBy(viewport, each.pixels, song);
          }
          expect(viewport.startSeconds).toBeGreaterThanOrEqual(0);
          const isWhole = viewport.startSeconds === 0;
          const shownUntil = secondsAt(viewport, song.width);
          expect(isWhole || shownUntil <= song.durationSeconds + 1e-6).toBe(true);
        },
      ),
    );
  });

  it('turns the page only when the playhead leaves the middle', () => {
    const viewport = { startSeconds: 10, pixelsPerSecond: 90 };
    expect(followTime(viewport, 15, stage)).toBe(viewport);
    const turned = followTime(viewport, 19, stage);
    expect(xOf(turned, 19)).toBeCloseTo(0.12 * 900, 6);
    expect(xOf(followTime(viewport, 5, stage), 5)).toBeCloseTo(0.12 * 900, 6);
    expect(followTime(viewport, 200, stage).startSeconds).toBe(190);
  });

  it('does not move to reveal a visible note', () => {
    const viewport = { startSeconds: 10, pixelsPerSecond: 90 };
    expect(reveal(viewport, { startSeconds: 12, endSeconds: 13 }, stage)).toEqual(viewport);
    const later = reveal(viewport, { startSeconds: 25, endSeconds: 26 }, stage);
    expect(xOf(later, 26)).toBeCloseTo(900 - 24, 6);
    const earlier = reveal(viewport, { startSeconds: 5, endSeconds: 6 }, stage);
    expect(xOf(earlier, 5)).toBeCloseTo(24, 6);
  });

  it('shows the song from its start if the plot is wider than the song', () => {
    expect(clampViewport({ startSeconds: 150, pixelsPerSecond: 1 }, stage).startSeconds).toBe(0);
  });
});
