import { midiOf } from '@my-pitch/shared/pitch-names';
import type { Pitch, Score } from '@my-pitch/shared/score';
import { expect, it } from 'vitest';
import { measureOf, noteOf, scoreOf } from '../engraving/score.fixture.ts';
import { keyChoices, nearestSemitones, tonicOf } from './keys.ts';
import { shownScore } from './shown-score.ts';
import { asSung } from './transposition.ts';

const scoreWith = (pitch: Pitch, clef: Score['clef'] = 'treble', fifths = 0): Score => ({
  ...scoreOf([measureOf([noteOf(pitch)], fifths)]),
  clef,
});
const midiIn = ({ measures }: Score) => {
  const [element] = measures[0]!.elements;
  return element?.kind === 'note' ? midiOf(element.pitch) : undefined;
};
const c4 = { step: 'C', alter: 0, octave: 4 } as const;
const c3 = { ...c4, octave: 3 };

it('without a transposition it is the score itself', () => {
  const score = scoreWith(c4, 'bass');
  expect(shownScore(score, asSung)).toBe(score);
});

it.each([
  ['bFlat', 2, 2],
  ['eFlat', 9, 3],
  ['f', 7, 1],
] as const)(
  'a part for %s is written higher by %i, regardless of octaves',
  (instrument, shift, fifths) => {
    const shown = shownScore(scoreWith(c4), { ...asSung, instrument });
    expect((midiIn(shown)! - 60 - shift) % 12).toBe(0);
    expect(shown.measures[0]?.keySignature.fifths).toBe(fifths);
    expect(shown.clef).toBe('treble');
  },
);

it('a low voice’s part for an instrument is raised into the treble staff', () => {
  expect(midiIn(shownScore(scoreWith(c3, 'bass'), { ...asSung, instrument: 'bFlat' }))).toBe(74);
});

it('transposing chooses the clef again, unless the reader chose one', () => {
  expect(shownScore(scoreWith(c4), { ...asSung, semitones: -14 }).clef).toBe('bass');
  expect(shownScore(scoreWith(c4), { ...asSung, semitones: -14, clef: 'treble-8vb' }).clef).toBe(
    'treble-8vb',
  );
  const octave = shownScore(scoreWith(c3), { ...asSung, clef: 'treble-8vb' });
  expect([octave.clef, midiIn(octave)]).toEqual(['treble-8vb', 48]);
});

it('keys are named by their tonic, in ascending order', () => {
  const choices = keyChoices(scoreWith(c4, 'treble', -3));
  expect(choices.map(({ keySignature }) => tonicOf(keySignature)).join(' ')).toBe(
    'A B♭ B C D♭ D E♭ E F G♭ G A♭',
  );
  expect(tonicOf({ fifths: -2, mode: 'minor' })).toBe('G');
  expect(tonicOf({ fifths: 7, mode: 'minor' })).toBe('A♯');
  expect([-13, -7, -6, 0, 5, 6, 18].map(nearestSemitones)).toEqual([-1, 5, -6, 0, 5, -6, -6]);
});
