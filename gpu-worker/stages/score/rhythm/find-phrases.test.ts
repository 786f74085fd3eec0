import { describe, expect, it } from 'vitest';
import { findPhrases } from './find-phrases.ts';

/** Notes with these intervals to the next, each sounding for 90 % of it or for the given seconds. */
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

  it('takes a note of 1.75 median intervals for long', () => {
    const after = (seconds: number) => [
      ...findPhrases(sing([1], [1], [1], [seconds, 1.6], [1], [1])),
    ];
    expect(after(1.75)).toEqual([[4, 0]]);
    expect(after(1.74)).toEqual([]);
  });

  it('begins a phrase after a breath of 0.3 s', () => {
    const after = (sounding: number) => [
      ...findPhrases(sing([0.5], [0.5], [0.5], [0.75, sounding], [0.5], [0.5])),
    ];
    expect(after(0.4375)).toEqual([[4, 0]]);
    expect(after(0.46)).toEqual([]);
  });

  it('has at least three notes in a phrase', () => {
    expect([...findPhrases(sing([1], [0.5], [1], [0.5], [0.5], [0.5]))]).toEqual([[3, 0]]);
    expect(findPhrases([]).size).toBe(0);
  });
});
