import { wordyOde } from '@my-pitch/shared/lyrics/testing/wordy-ode';
import { renderAbc } from '@my-pitch/shared/notation/abc';
import { melodyScore } from '@my-pitch/shared/notation/melody.fixture';
import type { Score } from '@my-pitch/shared/score';
import abcjs from 'abcjs';
import { expect, it } from 'vitest';

interface ReadNote {
  readonly el_type: string;
  readonly pitches?: readonly { readonly pitch: number }[];
  readonly rest?: object;
  readonly duration: number;
  readonly lyric?: readonly { readonly syllable: string }[];
  readonly chord?: readonly { readonly name: string }[];
}

/** The notes and rests as abcjs reads them; it must not complain. */
function notesOf(score: Score): ReadNote[] {
  const [tune] = abcjs.parseOnly(renderAbc(score));
  expect(tune?.warnings).toBeUndefined();
  const lines = tune?.lines ?? [];
  return lines
    .flatMap(({ staff = [] }) => staff.flatMap(({ voices = [] }) => voices.flat()))
    .flatMap((element) => (element.el_type === 'note' ? [element as ReadNote] : []));
}

it('reads our notes and words', () => {
  const notes = notesOf(wordyOde);
  // In steps above middle C.
  expect(notes.slice(0, 5).map(({ pitches }) => pitches?.[0]?.pitch)).toEqual([3, 3, 4, 5, 5]);
  const words = notes.map(({ lyric = [] }) =>
    lyric.map(({ syllable }) => syllable.replaceAll('\u00a0', ' ')).join('/'),
  );
  expect(words.slice(0, 15)).toEqual([
    ...['Freu/둘', 'de,/', 'schö/', '/', 'ner/', 'Götter/', 'fun/', 'ken/', '/', 'Toch/'],
    ...['ter & aus/', '<E>/', 'ly/', 'sium!/', '/'],
  ]);
});

it('reads lengths, rests, triplets, ties and octaves as they are written', () => {
  const third = 1 / 3;
  const score = melodyScore([
    ...([
      [60, 0.25],
      [undefined, 0.75],
      [72, 1.5],
      [84, 0.5],
      [59, 1],
    ] as const),
    ...([
      [60, third],
      [62, third],
      [64, third],
      [67, 3.5],
    ] as const),
    ...([
      [48, 0.5],
      [61, 1],
    ] as const),
  ]);
  const notes = notesOf({ ...score, clef: 'treble' });
  const elements = score.measures.flatMap((measure) => measure.elements);
  expect(notes).toHaveLength(elements.length);
  for (const [index, element] of elements.entries()) {
    const { duration, rest, pitches } = notes[index] as ReadNote;
    const factor = element.tuplet ? element.tuplet.actual / element.tuplet.normal : 1;
    expect(duration).toBeCloseTo((element.durationTicks * factor) / 192, 6);
    expect(rest !== undefined).toBe(element.kind === 'rest');
    if (element.kind === 'rest') continue;
    const { step, octave } = element.pitch;
    expect(pitches?.[0]?.pitch).toBe('CDEFGAB'.indexOf(step) + 7 * (octave - 4));
  }
});

it('reads the chords, also those of a triplet and of a held note', () => {
  const third = 1 / 3;
  const melody = [[60, third] as const, [62, third] as const, [64, third] as const];
  const score = melodyScore([...melody, [65, 3]]);
  const timed = { startSeconds: 0, confidence: 1 };
  const chords = [
    { startTick: 0, ...timed, symbol: { root: { step: 'C', alter: 0 }, kind: 'major' } as const },
    { startTick: 16, ...timed },
    {
      ...{ startTick: 48, ...timed },
      symbol: {
        root: { step: 'B', alter: -1 },
        kind: 'half-diminished',
        bass: { step: 'F', alter: 1 },
      } as const,
    },
    {
      ...{ startTick: 72, ...timed },
      symbol: { root: { step: 'G', alter: 0 }, kind: 'dominant' } as const,
    },
  ];
  const names = notesOf({ ...score, chords }).map(({ chord = [] }) =>
    chord.map(({ name }) => name),
  );
  expect(names.slice(0, 3)).toEqual([['C'], ['N.C.'], []]);
  expect(names[3]?.join(' ').replaceAll(/\s+/g, ' ')).toBe('B♭m7♭5/F♯ G7');
});
