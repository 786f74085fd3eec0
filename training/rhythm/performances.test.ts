import { describe, expect, it } from 'vitest';
import { atSpeed, type Performance, repeated } from './performances.ts';

/** Five quarters in 3/4, a second each. */
const song: Performance = {
  time: '3/4',
  printed: [0, 1, 2, 3, 4].map((i) => ({ tick: 48 * i, midi: 60 + i })),
  notes: [0, 1, 2, 3, 4].map((i) => ({ startSeconds: i + 2, endSeconds: i + 2.5, midi: 60 + i })),
};

describe('atSpeed', () => {
  it('divides all times by the speed', () => {
    expect(atSpeed(song, 2).notes[4]).toEqual({ startSeconds: 3, endSeconds: 3.25, midi: 64 });
  });
});

describe('repeated', () => {
  it('begins again after whole measures, at the same tempo', () => {
    const { printed, notes } = repeated(song, 2);
    expect(printed.map(({ tick }) => tick / 48)).toEqual([0, 1, 2, 3, 4, 6, 7, 8, 9, 10]);
    expect(notes.map(({ startSeconds }) => startSeconds)).toEqual([
      2, 3, 4, 5, 6, 8, 9, 10, 11, 12,
    ]);
  });
});
