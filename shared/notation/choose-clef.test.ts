import { describe, expect, it } from 'vitest';
import { chooseClef } from './choose-clef.ts';

/** Notes after each other, each a MIDI number and its length in seconds. */
const clefOf = (...notes: readonly (readonly [midi: number, seconds: number])[]) => {
  let at = 0;
  return chooseClef(
    notes.map(([midi, seconds]) => {
      const startSeconds = at;
      at += seconds;
      return { midi, startSeconds, endSeconds: at };
    }),
  );
};

describe('chooseClef', () => {
  it.each([
    ['D4, just below the treble staff', 62, 'treble'],
    ['C♯4, a ledger line below it', 61, 'treble-8vb'],
    ['D3, just below the octave-treble staff', 50, 'treble-8vb'],
    ['C♯3, a ledger line below it', 49, 'bass'],
    ['E2, below every staff', 40, 'bass'],
    ['A5, above every staff', 81, 'treble'],
  ] as const)('writes %s without more ledger lines than needed', (_, midi, clef) => {
    expect(clefOf([midi, 1])).toBe(clef);
  });

  it('prefers treble, then octave treble, where several clefs need no ledger line', () => {
    expect(clefOf()).toBe('treble');
    expect(clefOf([65, 1])).toBe('treble');
    expect(clefOf([55, 1])).toBe('treble-8vb');
  });

  it('weighs ledger lines by how long they are sung', () => {
    expect(clefOf([61, 1], [68, 2])).toBe('treble');
    expect(clefOf([61, 2], [68, 1])).toBe('treble-8vb');
    expect(clefOf([49, 1], [60, 2])).toBe('treble-8vb');
    expect(clefOf([49, 3], [60, 2])).toBe('bass');
  });
});
