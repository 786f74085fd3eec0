import { describe, expect, it } from 'vitest';
import { findPhrases } from './find-phrases.ts';

/** Notes of these seconds, each sung for most of its time or for as long as is said. */
const sing = (...lengths: readonly (readonly [seconds: number, sounding?: number])[]) => {
  let start = 0;
  return lengths.map(([seconds, sounding = 0.9 * seconds]) => {
    const note = { startSeconds: start, endSeconds: start + sounding, midi: 60 };
    start += seconds;
    return note;
  });
};

describe('findPhrases', () => {
  it('begins a phrase after a long note', () => {
    const notes = sing([0.5], [0.5], [0.5], [1], [0.5], [0.5], [0.5], [1], [0.5]);
    expect([...findPhrases(notes)]).toEqual([
      [4, 0],
      [8, 4],
    ]);
  });

  it('begins a phrase after a breath', () => {
    const notes = sing([0.5], [0.5], [0.5], [0.7, 0.35], [0.5], [0.5]);
    expect([...findPhrases(notes)]).toEqual([[4, 0]]);
  });

  it('hears no phrases of one or two notes, and none where there is nothing', () => {
    expect([...findPhrases(sing([1], [0.5], [1], [0.5], [0.5], [0.5]))]).toEqual([[3, 0]]);
    expect(findPhrases([]).size).toBe(0);
  });
});
