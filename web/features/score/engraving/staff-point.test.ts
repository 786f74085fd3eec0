import { expect, it } from 'vitest';
import { tickAtX, xAtTick } from './staff-point.ts';

const marks = [
  { tick: 0, x: 100 },
  { tick: 48, x: 140 },
  { tick: 96, x: 260 },
];

it('finds the tick between two marks, and the place of a tick', () => {
  expect([100, 120, 140, 200].map((x) => tickAtX(marks, x))).toEqual([0, 24, 48, 72]);
  expect([0, 24, 48, 72].map((tick) => xAtTick(marks, tick))).toEqual([100, 120, 140, 200]);
});

it('stays within the row', () => {
  expect([tickAtX(marks, 20), tickAtX(marks, 400)]).toEqual([0, 96]);
  expect([xAtTick(marks, -10), xAtTick(marks, 200)]).toEqual([100, 260]);
  expect(tickAtX([], 20)).toBeUndefined();
});
