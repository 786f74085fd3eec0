import { metreStructure } from '@my-pitch/shared/notation/metre-structure';
import { ticksPerQuarter } from '@my-pitch/shared/score';
import { findPhrases } from './find-phrases.ts';
import type { NoteEvent } from './note-event.ts';
import { type RhythmStyle, signatureNames } from './rhythm-style.ts';

export type Metre = Pick<RhythmStyle, 'signatureName' | 'timeSignature' | 'measureTicks'>;

/** A reading as its traits see it. What lies before the first note or after the last is not a number. */
export interface PlacedNotes {
  readonly metre: Metre;
  /** Of the metre, among all signatures. */
  readonly metreIndex: number;
  readonly notes: readonly NoteEvent[];
  readonly ticks: readonly number[];
  /** The note at a tick. */
  readonly indexAt: ReadonlyMap<number, number>;
  /** The first note of the phrase before, for each note that begins another. */
  readonly phrases: ReadonlyMap<number, number>;
  /** Metric level of each note. */
  readonly levels: readonly number[];
  /** Ticks from each note to the next. */
  readonly intervals: readonly number[];
  /** Semitones from each note to the next. */
  readonly steps: readonly number[];
}

/** One trait: how many kinds it has, and of which kind a note is. */
export interface Trait {
  readonly kinds: number;
  readonly kindOf: (placed: PlacedNotes, i: number) => number;
}

/** How many metric levels there are. */
export const levels = 6;
export const offBeatLevel = 5;

/** @param ticks written onsets, as many as notes. */
export function placeNotes(
  ticks: readonly number[],
  notes: readonly NoteEvent[],
  metre: Metre,
): PlacedNotes {
  const midi = (i: number) => notes[i]?.midi ?? Number.NaN;
  return {
    metre,
    metreIndex: signatureNames.indexOf(metre.signatureName),
    notes,
    ticks,
    indexAt: new Map(ticks.map((tick, i) => [tick, i])),
    phrases: findPhrases(notes),
    levels: ticks.map((tick) => metricLevel(tick % metre.measureTicks, metre)),
    intervals: ticks.map((tick, i) => (ticks[i + 1] ?? Number.NaN) - tick),
    steps: ticks.map((_, i) => midi(i + 1) - midi(i)),
  };
}

/** 0 for a downbeat, then the half of the measure, beats, eighths, sixteenths and what lies between. */
export function metricLevel(
  place: number,
  { timeSignature, measureTicks, signatureName }: Metre,
): number {
  const { beatTicks } = metreStructure(timeSignature);
  if (place === 0) return 0;
  // The second of two quarters is a beat like any other.
  if (place % beatTicks === 0) return 2 * place === measureTicks && signatureName !== '2/4' ? 1 : 2;
  if (place % (ticksPerQuarter / 2) === 0) return 3;
  return place % (ticksPerQuarter / 4) === 0 ? 4 : offBeatLevel;
}

/** How many of the rising bounds a value reaches. */
export function countBelow(bounds: readonly number[], value: number): number {
  return bounds.filter((bound) => value >= bound).length;
}
