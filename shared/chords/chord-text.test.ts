import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { steps } from '../pitch-name.ts';
import { type ChordSymbol, chordKinds, pitchClassesOf, pitchClassOf } from './chord-symbol.ts';
import { chordText, parseChord } from './chord-text.ts';

const names = fc.record({
  step: fc.constantFrom(...steps),
  alter: fc.integer({ min: -2, max: 2 }),
});
const symbols: fc.Arbitrary<ChordSymbol> = fc
  .record(
    { root: names, kind: fc.constantFrom(...chordKinds), bass: names },
    { requiredKeys: ['root', 'kind'] },
  )
  .filter(({ root, bass }) => bass?.step !== root.step || bass.alter !== root.alter);

it('reads every chord as it was written, with signs and with letters', () => {
  fc.assert(
    fc.property(
      symbols,
      fc.constantFrom('signs' as const, 'letters' as const),
      (chord, accidental) => {
        expect(parseChord(chordText(chord, accidental))).toEqual(chord);
      },
    ),
  );
});

it('writes a name that only one kind has', () => {
  const texts = chordKinds.map((kind) => chordText({ root: { step: 'C', alter: 0 }, kind }));
  expect(new Set(texts).size).toBe(chordKinds.length);
  expect(texts.slice(0, 5)).toEqual(['C', 'Cm', 'C7', 'Cmaj7', 'Cm7']);
});

describe('what people type', () => {
  it.each([
    ['Am7/G', 'Am7/G'],
    ['bbM7', 'B♭maj7'],
    [' F# m ', 'F♯m'],
    ['F♯°', 'F♯dim'],
    ['Csus', 'Csus4'],
    ['Bm7(b5)', 'Bm7♭5'],
    ['Bø', 'Bm7♭5'],
    ['C+', 'Caug'],
    ['C△', 'Cmaj7'],
    ['d-7', 'Dm7'],
    ['G/G', 'G'],
    ['Eo7', 'Edim7'],
  ])('%s is %s', (typed, written) => {
    const chord = parseChord(typed);
    expect(chord).toMatchObject({});
    expect(chordText(chord as ChordSymbol)).toBe(written);
  });

  it.each(['N.C.', 'nc', 'N.C'])('%s is no chord', (typed) => {
    expect(parseChord(typed)).toBe('none');
  });

  it.each(['', 'H', 'Am7/', 'Cfoo', '도', 'C/Hm', 'A m7/G m'])('%o is not understood', (typed) => {
    expect(parseChord(typed)).toBeUndefined();
  });
});

it('knows the tones of a chord', () => {
  expect(pitchClassesOf(parseChord('Am7') as ChordSymbol)).toEqual([9, 0, 4, 7]);
  expect(pitchClassesOf(parseChord('Bdim') as ChordSymbol)).toEqual([11, 2, 5]);
  expect(pitchClassesOf(parseChord('Ebaug') as ChordSymbol)).toEqual([3, 7, 11]);
  expect(pitchClassOf({ step: 'C', alter: -1 })).toBe(11);
});
