import type { Analysis } from '../analysis.ts';
import { type Score, ticksPerQuarter } from '../score.ts';
import { middleDifference, pitchCurveOf } from './pitch-curve.ts';

/** A note that a take should sing. */
export interface ReferenceNote {
  /** In the original's time. */
  readonly startSeconds: number;
  readonly endSeconds: number;
  /** As the original sang it: fractional MIDI. */
  readonly midi: number;
  /**
   * As it is written, at the original's tuning: fractional MIDI. A take may sing this, what the original
   * sang, or anything between them.
   */
  readonly writtenMidi: number;
  /** Written length in quarter notes, its weight in the score. */
  readonly quarters: number;
}

/**
 * The notes of an original, one for each of `score.sungNotes`, in the same order.
 * @param f0 the original's pitch track; without it, a note has the pitch that the score gives.
 */
export function referenceNotesOf(score: Score, f0?: Analysis['f0']): ReferenceNote[] {
  const ticks = new Map<number, number>();
  for (const { elements } of score.measures) {
    for (const element of elements) {
      if (element.kind !== 'note') continue;
      const { sungNote, durationTicks } = element;
      ticks.set(sungNote, (ticks.get(sungNote) ?? 0) + durationTicks);
    }
  }
  const curve = f0 && pitchCurveOf(f0);
  return score.sungNotes.map((note, index) => {
    const { startSeconds, endSeconds, centreMidi, deviationCents } = note;
    const difference = curve && middleDifference(curve, note, centreMidi);
    return {
      startSeconds,
      endSeconds,
      midi: centreMidi + (difference ?? 0),
      writtenMidi: centreMidi - deviationCents / 100,
      quarters: (ticks.get(index) ?? 0) / ticksPerQuarter,
    };
  });
}
