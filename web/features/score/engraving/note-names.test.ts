import { expect, it } from 'vitest';
import { nameIn, noteName, noteNamings } from './note-names.ts';
import { planRow } from './plan-row.ts';
import { measureOf, noteOf, scoreOf } from './score.fixture.ts';

it('a name has the step and the accidental', () => {
  const fSharp = { step: 'F', alter: 1 } as const;
  expect(noteNamings.map((naming) => noteName(fSharp, naming, 0))).toEqual([
    ...['F♯', '파♯', 'Fa♯'],
    ...['파♯', 'Fa♯'],
  ]);
  expect(noteName({ step: 'B', alter: -2 }, 'syllables-ko', 2)).toBe('시♭♭');
});

/** The pitches of a major scale on a tonic, and its sharps. */
const scales: readonly (readonly [string, number])[] = [
  ['C D E F G A B', 0],
  ['D E F♯ G A B C♯', 2],
  ['E♭ F G A♭ B♭ C D', -3],
  ['C♯ D♯ E♯ F♯ G♯ A♯ B♯', 7],
  ['C♭ D♭ E♭ F♭ G♭ A♭ B♭', -7],
];
const pitchOf = (name: string) => ({
  step: name.charAt(0) as 'C',
  alter: { '♯': 1, '♭': -1 }[name.slice(1)] ?? 0,
});

it.each(scales)('movable syllables name the scale %s from Do to Ti', (scale, fifths) => {
  const names = scale.split(' ').map((name) => noteName(pitchOf(name), 'movable-en', fifths));
  expect(names.join(' ')).toBe('Do Re Mi Fa Sol La Ti');
});

it('movable syllables carry the accidentals that the key does not have', () => {
  const inDMajor = ['F', 'A♭', 'G♯'].map((name) => noteName(pitchOf(name), 'movable-ko', 2));
  expect(inDMajor).toEqual(['미♭', '솔♭', '파♯']);
});

it('tied notes are named once', () => {
  const pitch = { step: 'G', alter: 0, octave: 4 } as const;
  const measure = measureOf([
    noteOf(pitch, { tiedToNext: true }),
    noteOf(pitch, { tiedFromPrevious: true }),
  ]);
  const [plan] = planRow(scoreOf([measure]), { firstMeasure: 0, measureCount: 1 });
  expect([0, 1].map((index) => nameIn('letters')(plan!, index))).toEqual(['G', undefined]);
});
