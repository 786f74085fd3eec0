import { melodyScore } from '@my-pitch/shared/notation/melody.fixture';
import type { Score, ScoreNote } from '@my-pitch/shared/score';
import { synthesiseScore } from './synthesise-score.ts';

/** Scores whose first lines are compared with stored images. Together they contain every engraved symbol. */
export const engravedScores: Readonly<Record<string, Score>> = {
  'four-four': synthesiseScore({ notes: 60, fifths: 2, seed: 1 }),
  'three-four-flats': synthesiseScore({
    notes: 40,
    fifths: -4,
    timeSignature: { beats: 3, beatType: 4 },
    pickupTicks: 48,
    seed: 2,
  }),
  'six-eight-octave-clef': synthesiseScore({
    notes: 40,
    fifths: 1,
    timeSignature: { beats: 6, beatType: 8 },
    clef: 'treble-8vb',
    minMidi: 48,
    seed: 3,
  }),
  'two-four-bass': synthesiseScore({
    notes: 40,
    fifths: -1,
    timeSignature: { beats: 2, beatType: 4 },
    clef: 'bass',
    minMidi: 41,
    seed: 4,
  }),
  'accidentals-ledger-lines': withAlterations(
    synthesiseScore({ notes: 40, fifths: 0, minMidi: 72, seed: 5 }),
  ),
  'high-notes-long-numbers': numberedFrom(
    101,
    synthesiseScore({ notes: 60, fifths: 0, minMidi: 80, seed: 6 }),
  ),
  'ties-over-barlines': melodyScore(
    Array.from({ length: 40 }, (_, i) => [[79, 81, 84, 86][i % 4], [3, 2, 2][i % 3] ?? 1]),
  ),
};

/** The same music from a measure with another number on. */
function numberedFrom(first: number, score: Score): Score {
  const measures = score.measures.map((measure, index) => ({ ...measure, number: first + index }));
  return { ...score, measures };
}

/** The same notes, every third of them altered, so that all accidentals appear. */
function withAlterations(score: Score): Score {
  const alters = [2, -2, 1, 0, -1];
  let count = 0;
  const altered = (note: ScoreNote): ScoreNote => {
    count += 1;
    if (note.tiedFromPrevious || note.tiedToNext || count % 3 !== 0) return note;
    return { ...note, pitch: { ...note.pitch, alter: alters[(count / 3) % alters.length] ?? 0 } };
  };
  return {
    ...score,
    measures: score.measures.map((measure) => ({
      ...measure,
      elements: measure.elements.map((element) =>
        element.kind === 'note' ? altered(element) : element,
      ),
    })),
  };
}
