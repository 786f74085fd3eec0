import type { Analysis } from '@my-pitch/shared/analysis';
import { midiToHz } from '@my-pitch/shared/pitch-units';
import type { Comparison } from '@my-pitch/shared/scoring/comparison';
import { referenceNotesOf } from '@my-pitch/shared/scoring/reference-notes';
import { scoreMeasures } from '@my-pitch/shared/scoring/score-measures';
import { scoreTake } from '@my-pitch/shared/scoring/score-take';
import { makeTake } from '@my-pitch/shared/scoring/testing/made-take';
import { picturedAnalysis, picturedScore } from './pictured-song.ts';

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

/** The analysis of that take. */
export function picturedTakeAnalysis(): Analysis {
  const analysis = picturedAnalysis();
  const { notes, transposition } = picturedComparison();
  const reference = referenceNotesOf(picturedScore());
  const { hopSeconds } = analysis.f0;
  const frequencyHz = analysis.f0.frequencyHz.map((_, frame) => {
    const at = frame * hopSeconds;
    const sung = notes.find(({ take }) => take && at >= take.startSeconds && at < take.endSeconds);
    const written = sung && reference[sung.sungNote];
    if (!sung?.take || !written) return null;
    const { pitchErrorCents, startSeconds } = sung.take;
    const scoop = -60 * Math.exp((startSeconds - at) / 0.04);
    const vibrato = 25 * Math.sin(2 * Math.PI * 5 * at);
    const cents = pitchErrorCents + transposition.tuningCents + scoop + vibrato;
    return midiToHz(written.writtenMidi + transposition.semitones + cents / 100);
  });
  return { ...analysis, f0: { ...analysis.f0, frequencyHz } };
}
