import { describe, expect, it } from 'vitest';
import { dropClicks } from './drop-clicks.ts';

const notes = (spans: readonly (readonly [number, number])[]) =>
  spans.map(([startSeconds, endSeconds]) => ({ startSeconds, endSeconds }));
const kept = (...spans: (readonly [number, number])[]) => dropClicks(notes(spans)).length;

describe('dropClicks', () => {
  it('drops short sounds that stand alone, before, within and after the song', () => {
    const found = notes([
      [0.1, 0.16],
      [1, 1.4],
      [1.4, 1.9],
      [2.3, 2.37],
      [3, 3.5],
      [4.8, 4.86],
    ]);
    expect(dropClicks(found)).toEqual([found[1], found[2], found[4]]);
  });

  it('drops several short sounds in a row after the song', () => {
    const found = notes([
      [1, 1.4],
      [1.4, 2],
      [3.2, 3.27],
      [3.3, 3.36],
    ]);
    expect(dropClicks(found)).toEqual(found.slice(0, 2));
  });

  it('takes a sound for a click below 80 ms', () => {
    expect(kept([1, 1.079])).toBe(0);
    expect(kept([1, 1.081])).toBe(1);
  });

  it('takes a sound to stand alone after a silence of 0.3 s', () => {
    expect(kept([1, 1.5], [1.81, 1.86])).toBe(1);
    expect(kept([1, 1.5], [1.79, 1.84])).toBe(2);
    expect(kept([1, 1.05], [1.36, 1.9])).toBe(1);
    expect(kept([1, 1.05], [1.34, 1.9])).toBe(2);
  });

  it.each([
    ['a short note beside another', [[1, 1.06] as const, [1.1, 1.5] as const]],
    [
      'a short note soon after another',
      [[1, 1.4] as const, [1.5, 1.57] as const, [3, 3.4] as const],
    ],
    ['staccato', [[1, 1.1] as const, [1.5, 1.59] as const, [2, 2.1] as const]],
    ['no notes', []],
  ])('keeps %s', (_, spans) => {
    expect(dropClicks(notes(spans))).toEqual(notes(spans));
  });
});
