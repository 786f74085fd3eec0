import { metreStructure } from '@my-pitch/shared/notation/metre-structure';
import { ticksPerQuarter } from '@my-pitch/shared/score';
import { type RhythmStyle, signatureNames } from './rhythm-style.ts';

/** A note as it is sung. */
export interface TunedNote {
  readonly startSeconds: number;
  readonly endSeconds: number;
  readonly midi: number;
}

type Metre = Pick<RhythmStyle, 'signatureName' | 'timeSignature' | 'measureTicks'>;

const levels = 6;
const offBeatLevel = 5;
const plainValues: readonly number[] = [8, 12, 16, 24, 32, 36, 48, 72, 96, 144, 192];
const otherValue = plainValues.length;
const values = otherValue + 1;
/** Lowest semitones of each kind of step but the first, from leaps down to leaps up. */
const stepBounds: readonly number[] = [-7, -4, -2, 0, 1, 3, 5, 8];
const noStep = 4;
/** Seconds of silence before the next note. */
const gapBounds: readonly number[] = [0.03, 0.12, 0.3, 0.8];
/** Measures after which a tune is looked at for what it repeats. */
const repeatMeasures: readonly number[] = [1, 2, 4, 0.5];
const repeats = 4;
const phraseMeasures = 4;

/** How many kinds each trait of a note has. */
const traitSizes: readonly number[] = [
  signatureNames.length * levels,
  signatureNames.length * values,
  values,
  levels,
  levels,
  stepBounds.length + 1,
  stepBounds.length + 1,
  gapBounds.length + 1,
  ...repeatMeasures.map(() => repeats),
  phraseMeasures,
  12,
  4,
];
const offsets = traitSizes.map((_, i) => sum(traitSizes.slice(0, i)));
/** Traits of all kinds. */
export const traitCount = sum(traitSizes);

/**
 * What a reading says about each note, as one number below {@link traitCount} for each kind of
 * trait: its place in the measure, the written intervals, steps and places around it, the silence
 * after it, what it repeats of earlier measures, the measure of the phrase, the distance from the
 * last note, and whether it is the first or one of the last.
 *
 * @param ticks written onsets, as many as notes.
 */
export function noteTraits(
  ticks: readonly number[],
  notes: readonly TunedNote[],
  metre: Metre,
): number[][] {
  const metreIndex = signatureNames.indexOf(metre.signatureName);
  const levelOf = (i: number) => {
    const tick = ticks[i];
    return tick === undefined ? offBeatLevel : metricLevel(tick % metre.measureTicks, metre);
  };
  const repeatOf = repeatFinder(ticks, notes);
  const last = notes.at(-1)?.midi ?? 0;
  return ticks.map((tick, i) => {
    const interval = valueKind((ticks[i + 1] ?? Number.NaN) - tick);
    const { midi, endSeconds } = notes[i] as TunedNote;
    const next = notes[i + 1];
    const gap = (next?.startSeconds ?? Number.POSITIVE_INFINITY) - endSeconds;
    const kinds = [
      metreIndex * levels + levelOf(i),
      metreIndex * values + interval,
      valueKind(tick - (ticks[i - 1] ?? Number.NaN)),
      levelOf(i + 1),
      levelOf(i - 1),
      stepKind(midi - (notes[i - 1]?.midi ?? Number.NaN)),
      stepKind((next?.midi ?? Number.NaN) - midi),
      countBelow(gapBounds, gap),
      ...repeatMeasures.map((measures) => repeatOf(i, measures * metre.measureTicks)),
      Math.floor(tick / metre.measureTicks) % phraseMeasures,
      (((midi - last) % 12) + 12) % 12,
      i === 0 ? 0 : Math.min(3, ticks.length - i),
    ];
    return kinds.map((kind, trait) => (offsets[trait] as number) + kind);
  });
}

/** 0 for a downbeat, then the half of the measure, beats, eighths, sixteenths and what lies between. */
function metricLevel(place: number, { timeSignature, measureTicks, signatureName }: Metre): number {
  const { beatTicks } = metreStructure(timeSignature);
  if (place === 0) return 0;
  // The second of two quarters is a beat like any other.
  if (place % beatTicks === 0) return 2 * place === measureTicks && signatureName !== '2/4' ? 1 : 2;
  if (place % (ticksPerQuarter / 2) === 0) return 3;
  return place % (ticksPerQuarter / 4) === 0 ? 4 : offBeatLevel;
}

function valueKind(ticks: number): number {
  if (ticks <= (plainValues[0] as number)) return 0;
  if (ticks > (plainValues.at(-1) as number)) return otherValue - 1;
  const kind = plainValues.indexOf(ticks);
  return kind < 0 ? otherValue : kind;
}

function stepKind(semitones: number): number {
  return Number.isNaN(semitones) ? noStep : countBelow(stepBounds, semitones);
}

/** How many of the rising bounds a value reaches. */
function countBelow(bounds: readonly number[], value: number): number {
  return bounds.filter((bound) => value >= bound).length;
}

/**
 * Tells, for a note and a distance, whether a note lay so much earlier (1), was followed after the
 * same interval (2) and by the same step (3).
 */
function repeatFinder(ticks: readonly number[], notes: readonly TunedNote[]) {
  const indexAt = new Map(ticks.map((tick, i) => [tick, i]));
  const interval = (i: number) => (ticks[i + 1] ?? Number.NaN) - (ticks[i] as number);
  const step = (i: number) => (notes[i + 1]?.midi ?? Number.NaN) - (notes[i] as TunedNote).midi;
  return (i: number, distance: number): number => {
    const earlier = indexAt.get((ticks[i] as number) - distance);
    if (earlier === undefined) return 0;
    if (interval(earlier) !== interval(i)) return 1;
    return step(earlier) === step(i) ? 3 : 2;
  };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
