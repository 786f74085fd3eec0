import fc from 'fast-check';
import { expect, it } from 'vitest';
import { frameAt } from './frame-at.ts';
import {
  framesToLoopEnd,
  isCountingInAt,
  lapsAt,
  pausedAt,
  positionAt,
  shownPositionAt,
  type Transport,
} from './transport.ts';

const playing: Transport = { atFrame: 100, position: 1000, speed: 1, audibleFrom: 1000, end: 9000 };

it('stays put while paused, waits for its start frame, advances at its speed, stops at the end', () => {
  expect(positionAt(pausedAt(40, 9000), 5000)).toBe(40);
  expect([0, 100, 350].map((frame) => positionAt(playing, frame))).toEqual([1000, 1000, 1250]);
  expect(positionAt({ ...playing, speed: 0.5 }, 300)).toBe(1100);
  expect(positionAt(playing, 99_000)).toBe(9000);
});

it('a paused transport starts at clock frame 0 unless told otherwise', () => {
  expect(pausedAt(40, 9000)).toEqual({
    ...{ atFrame: 0, position: 40, speed: 0, audibleFrom: 40, end: 9000 },
  });
  expect(pausedAt(40, 9000, 7).atFrame).toBe(7);
});

it('a count-in runs before the song while the shown position waits at the start', () => {
  const counting = { ...playing, position: 400 };
  expect(positionAt(counting, 300)).toBe(600);
  expect(shownPositionAt(counting, 300)).toBe(1000);
  expect(shownPositionAt(counting, 800)).toBe(1100);
});

it('counting in ends at the frame on which the song starts', () => {
  const counting = { ...playing, position: 400 };
  expect([100, 699, 700, 701].map((frame) => isCountingInAt(counting, frame))).toEqual([
    ...[true, true, false, false],
  ]);
  expect(isCountingInAt({ ...counting, speed: 0 }, 100)).toBe(false);
  // After the first lap the loop's start lies before the position where the song began.
  const looping = { ...playing, loop: { start: 500, end: 1300 } };
  expect(lapsAt(looping, 410)).toBe(1);
  expect(isCountingInAt(looping, 410)).toBe(false);
  expect(shownPositionAt(looping, 410)).toBe(510);
});

it('a loop jumps back to its start, unless playback started behind it', () => {
  const loop = { start: 1200, end: 1300 };
  const looping = { ...playing, loop };
  expect([399, 400, 450, 500].map((frame) => positionAt(looping, frame))).toEqual([
    1299, 1200, 1250, 1200,
  ]);
  expect([0, 399, 400, 499, 500].map((frame) => lapsAt(looping, frame))).toEqual([0, 0, 1, 1, 2]);
  expect(framesToLoopEnd(looping, 100)).toBe(300);
  const behind = { ...looping, position: 1300, audibleFrom: 1300 };
  expect(positionAt(behind, 300)).toBe(1500);
  expect([lapsAt(behind, 300), framesToLoopEnd(behind, 300)]).toEqual([
    0,
    Number.POSITIVE_INFINITY,
  ]);
});

it('neither an empty loop nor a paused song repeats', () => {
  for (const transport of [
    { ...playing, loop: { start: 1200, end: 1200 } },
    { ...playing, speed: 0, loop: { start: 500, end: 1300 } },
    playing,
  ]) {
    expect(lapsAt(transport, 5000)).toBe(0);
    expect(framesToLoopEnd(transport, 5000)).toBe(Number.POSITIVE_INFINITY);
  }
});

it('the frames to the loop’s end lead exactly over it, at any speed', () => {
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

it('a time in seconds maps to the first frame that is not before it', () => {
  expect([0, 1, 1.5 / 44_100].map((seconds) => frameAt(seconds, 44_100))).toEqual([0, 44_100, 2]);
  for (let k = 0; k < 5000; k += 1) {
    const seconds = 0.5 + 0.0417 * k;
    const frame = frameAt(seconds, 44_100);
    expect(frame / 44_100).toBeGreaterThanOrEqual(seconds);
    expect(frame / 44_100 - seconds).toBeLessThan(1 / 44_099);
  }
});
