import { describe, expect, it } from 'vitest';
import type { ScoreElement } from '../score.ts';
import { tupletEnds } from './tuplet-ends.ts';

const parts = (...ticks: number[]): ScoreElement[] =>
  ticks.map((durationTicks) => ({
    kind: 'rest',
    startTick: 0,
    durationTicks: Math.abs(durationTicks),
    type: 'eighth',
    dots: 0,
    fillsMeasure: false,
    ...(durationTicks < 0 ? {} : { tuplet: { actual: 3, normal: 2 } }),
  }));

const text = (elements: ScoreElement[]) =>
  tupletEnds(elements)
    .map((end) => ({ start: '[', stop: ']', none: '.' })[end ?? 'none'])
    .join('');

describe('tupletEnds', () => {
  it('brackets consecutive triplets separately', () => {
    expect(text(parts(16, 16, 16, 16, 32, -48))).toBe('[.][].');
  });

  it('brackets triplets of quarters over a half, and of sixteenths over an eighth', () => {
    expect(text(parts(32, 32, 32, -24, 8, 8, 8))).toBe('[.].[.]');
  });

  it('extends the previous bracket by an incomplete triplet', () => {
    expect(text(parts(16, 16, 16, 16))).toBe('[..]');
    expect(text(parts(32, 32, 32, 16, 16, 16, 16))).toBe('[.][..]');
  });

  it('leaves no bracket open', () => {
    expect(text(parts(16))).toBe('.');
    expect(text(parts(8, 16, 24))).toBe('[.]');
  });
});
