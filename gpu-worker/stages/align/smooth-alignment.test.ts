import { takeSecondsAt } from '@my-pitch/shared/scoring/time-alignment';
import { expect, it } from 'vitest';
import { smoothAlignment } from './smooth-alignment.ts';

const onsetsOf = (count: number, takeSeconds: (referenceSeconds: number, note: number) => number) =>
  Array.from({ length: count }, (_, i) => ({
    referenceSeconds: i / 2,
    takeSeconds: takeSeconds(i / 2, i),
  }));

it('keeps a constant tempo, also beyond the first and last note', () => {
  const alignment = smoothAlignment(onsetsOf(40, (seconds) => 3 + 1.2 * seconds)) ?? [];
  for (const seconds of [-5, 0, 7.3, 19.5, 40]) {
    expect(takeSecondsAt(alignment, seconds)).toBeCloseTo(3 + 1.2 * seconds, 3);
  }
});

it('does not follow single late notes', () => {
  const late = (seconds: number, note: number) => seconds + (note % 6 === 2 ? 0.2 : 0);
  const alignment = smoothAlignment(onsetsOf(40, late)) ?? [];
  for (let seconds = 0; seconds < 20; seconds += 0.5) {
    expect(takeSecondsAt(alignment, seconds)).toBeCloseTo(seconds, 2);
  }
});

it('needs four notes', () => {
  expect(smoothAlignment(onsetsOf(3, (seconds) => seconds))).toBeUndefined();
  expect(smoothAlignment(onsetsOf(4, (seconds) => seconds))).toBeDefined();
});
