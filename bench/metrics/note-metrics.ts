import { maximumMatching } from './maximum-matching.ts';

/** A note for the metrics; `midi` is fractional. */
export interface MeasuredNote {
  readonly startSeconds: number;
  readonly endSeconds: number;
  readonly midi: number;
}

interface PrecisionRecall {
  readonly precision: number;
  readonly recall: number;
  readonly fMeasure: number;
}

export interface NoteTolerances {
  readonly onsetSeconds: number;
  readonly pitchCents: number;
  /** Offset tolerance as a share of the reference note's duration; at least `offsetSeconds`. */
  readonly offsetRatio: number;
  readonly offsetSeconds: number;
}

export interface NoteScores {
  /** Correct onset alone. */
  readonly onset: PrecisionRecall;
  /** Correct offset alone. */
  readonly offset: PrecisionRecall;
  /** Correct onset and pitch. */
  readonly onsetPitch: PrecisionRecall;
  /** Correct onset, pitch and offset. */
  readonly onsetPitchOffset: PrecisionRecall;
}

/** MIREX note tracking, as in mir_eval.transcription. */
export const mirexTolerances: NoteTolerances = {
  onsetSeconds: 0.05,
  pitchCents: 50,
  offsetRatio: 0.2,
  offsetSeconds: 0.05,
};

/**
 * Precision, recall and F-measure of estimated notes by a maximum matching with the reference
 * (Raffel et al., "mir_eval", ISMIR 2014).
 */
export function scoreNotes(
  reference: readonly MeasuredNote[],
  estimate: readonly MeasuredNote[],
  tolerances: NoteTolerances = mirexTolerances,
): NoteScores {
  const { onsetSeconds, pitchCents, offsetRatio, offsetSeconds } = tolerances;
  const onset = (a: MeasuredNote, b: MeasuredNote) =>
    isWithin(a.startSeconds - b.startSeconds, onsetSeconds);
  const pitch = (a: MeasuredNote, b: MeasuredNote) => Math.abs(a.midi - b.midi) * 100 <= pitchCents;
  const offset = (a: MeasuredNote, b: MeasuredNote) =>
    isWithin(
      a.endSeconds - b.endSeconds,
      Math.max(offsetSeconds, offsetRatio * (a.endSeconds - a.startSeconds)),
    );
  const score = (...conditions: (typeof onset)[]) =>
    precisionRecall(
      matchNotes(reference, estimate, (a, b) => conditions.every((holds) => holds(a, b))).size,
      reference.length,
      estimate.length,
    );
  return {
    onset: score(onset),
    offset: score(offset),
    onsetPitch: score(onset, pitch),
    onsetPitchOffset: score(onset, pitch, offset),
  };
}

/** Maximum matching of indices, reference to estimate, for which `isHit` holds. */
export function matchNotes(
  reference: readonly MeasuredNote[],
  estimate: readonly MeasuredNote[],
  isHit: (reference: MeasuredNote, estimate: MeasuredNote) => boolean,
): Map<number, number> {
  return maximumMatching(
    reference.map((note) => estimate.flatMap((other, i) => (isHit(note, other) ? [i] : []))),
  );
}

/** Rounds to 0.1 ms, so that a distance of exactly the tolerance is within it. */
function isWithin(distance: number, tolerance: number): boolean {
  return Math.round(Math.abs(distance) * 1e4) / 1e4 <= tolerance;
}

function precisionRecall(hits: number, references: number, estimates: number): PrecisionRecall {
  const precision = estimates === 0 ? 0 : hits / estimates;
  const recall = references === 0 ? 0 : hits / references;
  const sum = precision + recall;
  return { precision, recall, fMeasure: sum === 0 ? 0 : (2 * precision * recall) / sum };
}
