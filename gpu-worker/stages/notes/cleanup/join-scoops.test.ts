import { describe, expect, it } from 'vitest';
import { joinScoops } from './join-scoops.ts';

const before = { startSeconds: 0.2, endSeconds: 0.8, centreMidi: 57 };
const scoop = { startSeconds: 1, endSeconds: 1.15, centreMidi: 58.2 };
const reached = { startSeconds: 1.15, endSeconds: 1.6, centreMidi: 60 };

/** Whether a short note and the one after it become one. */
const isJoined = (first: Partial<typeof scoop>, second: Partial<typeof reached> = {}) =>
  joinScoops([before, { ...scoop, ...first }, { ...reached, ...second }]).length === 2;

describe('joinScoops', () => {
  it('begins a note with the scoop that leads up to it', () => {
    expect(joinScoops([before, scoop, reached])).toEqual([
      before,
      { startSeconds: 1, endSeconds: 1.6, centreMidi: 60 },
    ]);
  });

  it('joins a scoop shorter than 0.2 s', () => {
    expect(isJoined({ startSeconds: 0.96 })).toBe(true);
    expect(isJoined({ startSeconds: 0.94 })).toBe(false);
  });

  it('joins a scoop to a note at least 1.2 times as long', () => {
    expect(isJoined({}, { endSeconds: 1.335 })).toBe(true);
    expect(isJoined({}, { endSeconds: 1.325 })).toBe(false);
  });

  it('joins a scoop that runs into the note within 30 ms', () => {
    expect(isJoined({ endSeconds: 1.125 })).toBe(true);
    expect(isJoined({ endSeconds: 1.115 })).toBe(false);
  });

  it('joins a scoop from half a semitone to two and a half below the note, not from above', () => {
    expect(isJoined({ centreMidi: 59.45 })).toBe(true);
    expect(isJoined({ centreMidi: 59.55 })).toBe(false);
    expect(isJoined({ centreMidi: 57.55 })).toBe(true);
    expect(isJoined({ centreMidi: 57.45 })).toBe(false);
    expect(isJoined({ centreMidi: 61.5 })).toBe(false);
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
