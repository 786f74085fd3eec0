import { metreStructure } from '@my-pitch/shared/notation/metre-structure';
import { ticksPerQuarter } from '@my-pitch/shared/score';
import { findPhrases } from '../find-phrases.ts';
import type { NoteEvent } from '../note-event.ts';
import { type RhythmStyle, signatureNames } from '../rhythm-style.ts';

export type Metre = Pick<RhythmStyle, 'signatureName' | 'timeSignature' | 'measureTicks'>;

/** What the features of a hypothesis are computed from. Values beyond the first or last note are NaN. */
export interface FeatureContext {
  readonly metre: Metre;
  /** Index of the time signature. */
  readonly metreIndex: number;
  readonly notes: readonly NoteEvent[];
  readonly ticks: readonly number[];
  /** The index of the note at a tick. */
  readonly indexAt: ReadonlyMap<number, number>;
  /** For the first note of each phrase except the first, the first note of the phrase before. */
  readonly phrases: ReadonlyMap<number, number>;
  /** Metric level of each note. */
  readonly levels: readonly number[];
  /** Ticks from each onset to the next. */
  readonly onsetIntervals: readonly number[];
  /** Semitones from each note to the next. */
  readonly pitchIntervals: readonly number[];
}

/** A categorical feature of a note. */
export interface Feature {
  /** Number of categories. */
  readonly categories: number;
  /** The category of note `i`, from 0. */
  readonly categoryOf: (context: FeatureContext, i: number) => number;
}

/** Number of metric levels. */
export const levels = 6;
export const offBeatLevel = 5;

/**
 * Prepares the features of a hypothesis.
 * @param ticks written onsets, as many as notes.
 */
export function featureContext(
  ticks: readonly number[],
  notes: readonly NoteEvent[],
  metre: Metre,
): FeatureContext {
  const midi = (i: number) => notes[i]?.midi ?? Number.NaN;
  return {
    metre,
    metreIndex: signatureNames.indexOf(metre.signatureName),
    notes,
    ticks,
    indexAt: new Map(ticks.map((tick, i) => [tick, i])),
    phrases: findPhrases(notes),
    levels: ticks.map((tick) => metricLevel(tick % metre.measureTicks, metre)),
    onsetIntervals: ticks.map((tick, i) => (ticks[i + 1] ?? Number.NaN) - tick),
    pitchIntervals: ticks.map((_, i) => midi(i + 1) - midi(i)),
  };
}

/** Metric level of a position in the measure: 0 downbeat, 1 middle of the measure, 2 beat, 3 eighth, 4 sixteenth, 5 others. */
export function metricLevel(
  positionTicks: number,
  { timeSignature, measureTicks, signatureName }: Metre,
): number {
  const { beatTicks } = metreStructure(timeSignature);
  if (positionTicks === 0) return 0;
  if (positionTicks % beatTicks === 0) {
    // In 2/4 the second quarter is an ordinary beat.
    return 2 * positionTicks === measureTicks && signatureName !== '2/4' ? 1 : 2;
  }
  if (positionTicks % (ticksPerQuarter / 2) === 0) return 3;
  return positionTicks % (ticksPerQuarter / 4) === 0 ? 4 : offBeatLevel;
}

/** Index of the bin of a value: the number of rising bounds that it reaches. */
export function binIndex(bounds: readonly number[], value: number): number {
  return bounds.filter((bound) => value >= bound).length;
}
