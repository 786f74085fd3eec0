import type { Comparison } from '@my-pitch/shared/scoring/comparison';
import { referenceNotesOf } from '@my-pitch/shared/scoring/reference-notes';
import { scoreMeasures } from '@my-pitch/shared/scoring/score-measures';
import { scoreTake } from '@my-pitch/shared/scoring/score-take';
import { makeTake } from '@my-pitch/shared/scoring/testing/made-take';
import { picturedScore } from './pictured-song.ts';

const tempo = 1.04;
/** How many cents each note is off: some are other notes. */
const cents = [5, -12, 20, 48, -8, 62, 15, -30, 300, 4, -55, 10, 25, 200, -70];

const timeAt = (seconds: number) => seconds / tempo;

/** The comparison of a take of the pictured song: two semitones lower, faster, and with some faults. */
export function picturedComparison(): Comparison {
  const score = picturedScore();
  // A breath makes two phrases of the song.
  const reference = referenceNotesOf(score).map((note, index) =>
    index === 14 ? { ...note, endSeconds: note.endSeconds - 0.4 } : note,
  );
  const points = [0, 20].map((seconds) => ({
    referenceSeconds: seconds,
    takeSeconds: timeAt(seconds),
  }));
  const take = makeTake(reference, {
    semitones: -2,
    cents: (note) => cents[note % cents.length] ?? 0,
    lateSeconds: (note) => (note % 4 === 3 ? 0.14 : 0.02),
    isLeftOut: (note) => note === 21,
    timeAt,
  });
  const scored = scoreTake({ reference, take, alignment: points });
  const alignment = { method: 'voice' as const, points };
  return {
    ...{ version: 1, alignment, ...scored },
    ...{ measures: scoreMeasures(score, scored), singing: {} },
  };
}
