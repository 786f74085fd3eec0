import fc from 'fast-check';
import { expect, test } from 'vitest';
import { frameAt } from './frame-at.ts';
import {
  framesToLoopEnd,
  lapsAt,
  positionAt,
  shownPositionAt,
  standing,
  type Transport,
} from './transport.ts';

const playing: Transport = { atFrame: 100, position: 1000, speed: 1, audibleFrom: 1000, end: 9000 };

test('stands, waits for its start, runs at its speed, stops at the end', () => {
  expect(positionAt(standing(40, 9000), 5000)).toBe(40);
  expect([0, 100, 350].map((frame) => positionAt(playing, frame))).toEqual([1000, 1000, 1250]);
  expect(positionAt({ ...playing, speed: 0.5 }, 300)).toBe(1100);
  expect(positionAt(playing, 99_000)).toBe(9000);
});

test('a count-in runs before the song and holds the reader’s place', () => {
  const counting = { ...playing, position: 400 };
  expect(positionAt(counting, 300)).toBe(600);
  expect(shownPositionAt(counting, 300)).toBe(1000);
  expect(shownPositionAt(counting, 800)).toBe(1100);
});

test('a loop jumps back to its start, but not for who starts behind it', () => {
  const loop = { start: 1200, end: 1300 };
  const looping = { ...playing, loop };
  expect([399, 400, 450, 500].map((frame) => positionAt(looping, frame))).toEqual([
    1299, 1200, 1250, 1200,
  ]);
  expect(lapsAt(looping, 500)).toBe(2);
  expect(positionAt({ ...looping, position: 1300 }, 300)).toBe(1500);
});

test('the frames to the loop’s end lead exactly over it, at any speed', () => {
  const cases = fc.record({
    position: fc.integer({ min: 0, max: 5000 }),
    speed: fc.double({ min: 0.5, max: 1.5, noNaN: true }),
    start: fc.integer({ min: 0, max: 4000 }),
    length: fc.integer({ min: 50, max: 3000 }),
    later: fc.integer({ min: 0, max: 20_000 }),
  });
  fc.assert(
    fc.property(cases, ({ position, speed, start, length, later }) => {
      const loop = { start, end: start + length };
      fc.pre(position < loop.end);
      const looping = { ...playing, position, speed, loop, end: 1e6 };
      const frame = 100 + later;
      const left = framesToLoopEnd(looping, frame);
      const laps = lapsAt(looping, frame);
      expect(lapsAt(looping, frame + left)).toBe(laps + 1);
      if (left > 1) expect(lapsAt(looping, frame + left - 1)).toBe(laps);
    }),
  );
});

test('a place in seconds is a frame that does not lie before it', () => {
  for (let k = 0; k < 5000; k += 1) {
    const seconds = 0.5 + 0.0417 * k;
    const frame = frameAt(seconds, 44_100);
    expect(frame / 44_100).toBeGreaterThanOrEqual(seconds);
    expect(frame / 44_100 - seconds).toBeLessThan(1 / 44_099);
  }
});
