import { expect, it } from 'vitest';
import type { ChordKind } from './chord-symbol.ts';
import { chordText } from './chord-text.ts';
import { spellChord, transposeChord } from './spell-chord.ts';

const key = (fifths: number, mode: 'major' | 'minor' = 'major') => ({ fifths, mode });

it.each([
  ['the fifth chord in C', key(0), 7, 'dominant', 7, 'G7'],
  ['♭VII in C', key(0), 10, 'major', 10, 'B♭'],
  ['♭VI in C', key(0), 8, 'major', 8, 'A♭'],
  ['♯IV in C', key(0), 6, 'half-diminished', 6, 'F♯m7♭5'],
  ['the same pitch in D flat', key(-5), 6, 'major', 6, 'G♭'],
  ['♭VI in E flat', key(-3), 11, 'major', 11, 'C♭'],
  ['the leading tone of A minor', key(0, 'minor'), 8, 'diminished', 8, 'G♯dim'],
  ['the fifth of E minor', key(1, 'minor'), 11, 'dominant', 11, 'B7'],
  ['a third in the bass', key(2), 2, 'major', 6, 'D/F♯'],
  ['a minor third in the bass', key(-3, 'minor'), 0, 'minor', 3, 'Cm/E♭'],
  ['a seventh in the bass', key(0), 9, 'minor-seventh', 7, 'Am7/G'],
  ['a diminished fifth in the bass', key(0), 11, 'half-diminished', 5, 'Bm7♭5/F'],
  ['an augmented fifth in the bass', key(0), 0, 'augmented', 8, 'Caug/G♯'],
  ['another bass', key(-1), 5, 'major', 7, 'F/G'],
] as const)('spells %s', (_, keySignature, root, kind, bass, written) => {
  const chord: { root: number; kind: ChordKind; bass: number } = { root, kind, bass };
  expect(chordText(spellChord(chord, keySignature))).toBe(written);
});

it('transposes as a melody is', () => {
  const chord = spellChord({ root: 9, kind: 'minor-seventh', bass: 7 }, key(0));
  // Two fifths up: a whole tone, for a clarinet in B flat.
  expect(chordText(transposeChord(chord, 2))).toBe('Bm7/A');
  expect(chordText(transposeChord(chord, -3))).toBe('Cm7/B♭');
  expect(transposeChord(transposeChord(chord, 5), -5)).toEqual(chord);
});
