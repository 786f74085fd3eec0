import { describe, expect, it } from 'vitest';
import { joinScoops } from './join-scoops.ts';

const before = { startSeconds: 0.2, endSeconds: 0.8, centreMidi: 57 };
const scoop = { startSeconds: 1, endSeconds: 1.15, centreMidi: 58.2 };
const reached = { startSeconds: 1.15, endSeconds: 1.6, centreMidi: 60 };

describe('joinScoops', () => {
  it('begins a note with the scoop that leads up to it', () => {
    expect(joinScoops([before, scoop, reached])).toEqual([
      before,
      { startSeconds: 1, endSeconds: 1.6, centreMidi: 60 },
    ]);
  });

  it.each([
    ['from above', { ...scoop, centreMidi: 61.5 }, reached],
    ['from a third below', { ...scoop, centreMidi: 57 }, reached],
    ['on the same pitch', { ...scoop, centreMidi: 59.8 }, reached],
    ['for long', { ...scoop, startSeconds: 0.9 }, reached],
    ['as long as the note', scoop, { ...reached, endSeconds: 1.31 }],
    ['and broken off', { ...scoop, endSeconds: 1.1 }, reached],
  ])('keeps what is sung %s', (_, first, second) => {
    expect(joinScoops([before, first, second])).toEqual([before, first, second]);
  });

  it('keeps the notes of a run', () => {
    const run = Array.from({ length: 8 }, (_, i) => ({
      startSeconds: 0.18 * i,
      endSeconds: 0.18 * (i + 1),
      centreMidi: 60 + 2 * i,
    }));
    expect(joinScoops(run)).toEqual(run);
  });

  it('keeps no notes', () => {
    expect(joinScoops([])).toEqual([]);
  });
});
