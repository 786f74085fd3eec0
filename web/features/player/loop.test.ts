import { expect, it } from 'vitest';
import {
  barsOfLoop,
  isInLoop,
  isLongEnough,
  loopFrom,
  loopOverBars,
  loopOverNotes,
  loopUntil,
  startsInLoop,
} from './loop.ts';

const timeline = [
  { startSeconds: 0.1, endSeconds: 1.8, elementId: 'm0e0', sungNote: 0 },
  { startSeconds: 2, endSeconds: 3, elementId: 'm0e1', sungNote: 1 },
  { startSeconds: 5.1, endSeconds: 6.9, elementId: 'm1e1', sungNote: 2 },
];

it('spans two notes in either order', () => {
  const loop = { startSeconds: 0.1, endSeconds: 6.9 };
  expect(loopOverNotes(timeline, 'm0e0', 'm1e1')).toEqual(loop);
  expect(loopOverNotes(timeline, 'm1e1', 'm0e0')).toEqual(loop);
  expect(loopOverNotes(timeline, 'm0e1', 'm0e1')).toEqual({ startSeconds: 2, endSeconds: 3 });
  expect(loopOverNotes(timeline, 'm0e0', 'm9e9')).toBeUndefined();
  expect(loopOverNotes(timeline, 'm9e9', 'm0e0')).toBeUndefined();
});

it('moving its start keeps the end if that is later, else it lasts four seconds', () => {
  const loop = { startSeconds: 10, endSeconds: 20 };
  expect(loopFrom(loop, 15, 60)).toEqual({ startSeconds: 15, endSeconds: 20 });
  expect(loopFrom(loop, 20, 60)).toEqual({ startSeconds: 20, endSeconds: 24 });
  expect(loopFrom(loop, 25, 60)).toEqual({ startSeconds: 25, endSeconds: 29 });
  expect(loopFrom(undefined, 58, 60)).toEqual({ startSeconds: 58, endSeconds: 60 });
});

it('moving its end keeps the start if that is earlier, else it lasts four seconds', () => {
  const loop = { startSeconds: 10, endSeconds: 20 };
  expect(loopUntil(loop, 15)).toEqual({ startSeconds: 10, endSeconds: 15 });
  expect(loopUntil(loop, 10)).toEqual({ startSeconds: 6, endSeconds: 10 });
  expect(loopUntil(undefined, 2)).toEqual({ startSeconds: 0, endSeconds: 2 });
});

it('lasts at least a tenth of a second', () => {
  expect(isLongEnough({ startSeconds: 0, endSeconds: 0.1 })).toBe(true);
  expect(isLongEnough({ startSeconds: 0, endSeconds: 0.099 })).toBe(false);
});

it('contains its start but not its end', () => {
  const loop = { startSeconds: 10, endSeconds: 20 };
  expect([9.99, 10, 19.99, 20].map((seconds) => isInLoop(loop, seconds))).toEqual([
    ...[false, true, true, false],
  ]);
});

it('symbols that start in it belong to it, to within 10 ms', () => {
  const loop = { startSeconds: 2, endSeconds: 5 };
  const times = [1.98, 1.995, 2, 4.98, 4.995, 5];
  expect(times.map((seconds) => startsInLoop(loop, seconds))).toEqual([
    ...[false, true, true, true, false, false],
  ]);
});

/** A pickup and three measures. */
const bars = [0, 1, 2, 3].map((number) => ({
  number,
  startSeconds: number * 2 + 1,
  endSeconds: number * 2 + 3,
}));

it('spans measures by their numbers, the last included', () => {
  expect(loopOverBars(bars, { from: 2, to: 3 })).toEqual({ startSeconds: 5, endSeconds: 9 });
  expect(loopOverBars(bars, { from: 3, to: 3 })).toEqual({ startSeconds: 7, endSeconds: 9 });
  expect(loopOverBars(bars, { from: 4, to: 9 })).toBeUndefined();
  expect(loopOverBars([], { from: 1, to: 2 })).toBeUndefined();
});

it('has the pickup with the first measure', () => {
  expect(loopOverBars(bars, { from: 1, to: 2 })).toEqual({ startSeconds: 1, endSeconds: 7 });
});

it('names the measures that it touches', () => {
  expect(barsOfLoop(bars, { startSeconds: 3, endSeconds: 7 })).toEqual({ from: 1, to: 2 });
  expect(barsOfLoop(bars, { startSeconds: 4, endSeconds: 5.5 })).toEqual({ from: 1, to: 2 });
  expect(barsOfLoop(bars, { startSeconds: 0, endSeconds: 0 })).toEqual({ from: 1, to: 1 });
  expect(barsOfLoop([], { startSeconds: 3, endSeconds: 7 })).toBeUndefined();
});
