import { expect, it } from 'vitest';
import {
  elementsInLoop,
  isInLoop,
  isLongEnough,
  loopFrom,
  loopOverNotes,
  loopUntil,
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

it('marks the notes that start in it, to within 10 ms', () => {
  const elements = (startSeconds: number, endSeconds: number) =>
    elementsInLoop(timeline, { startSeconds, endSeconds });
  expect(elements(0.1, 5.1)).toEqual(['m0e0', 'm0e1']);
  expect(elements(2.009, 5.109)).toEqual(['m0e1']);
  expect(elements(2.011, 5.111)).toEqual(['m1e1']);
});
