import { floorMod } from '@my-pitch/shared/floor-mod';
import { ticksPerQuarter } from '@my-pitch/shared/score';
import type { NoteEvent } from '../note-event.ts';
import {
  countBelow,
  levels,
  type Metre,
  offBeatLevel,
  type PlacedNotes,
  placeNotes,
  type Trait,
} from '../placed-notes.ts';
import { signatureNames } from '../rhythm-style.ts';
import { contourTraits } from './contour-features.ts';
import { phraseTraits } from './phrase-features.ts';
import { noteRepeats, repeatTraits } from './repeat-features.ts';

const plainValues: readonly number[] = [8, 12, 16, 24, 32, 36, 48, 72, 96, 144, 192];
const otherValue = plainValues.length;
const values = otherValue + 1;
/** Lowest semitones of each kind of step but the first, from leaps down to leaps up. */
const stepBounds: readonly number[] = [-7, -4, -2, 0, 1, 3, 5, 8];
const noStep = 4;
/** Seconds of silence before the next note. */
const gapBounds: readonly number[] = [0.03, 0.12, 0.3, 0.8];
const phraseMeasures = 4;
const metres = signatureNames.length;
/** Eighths of the longest measure. */
const eighths = 8;
const eighth = ticksPerQuarter / 2;

const valueAt = ({ intervals }: PlacedNotes, i: number) => valueKind(intervals[i] ?? Number.NaN);
const levelAt = (placed: PlacedNotes, i: number) => placed.levels[i] ?? offBeatLevel;

const plainTraits: readonly Trait[] = [
  { kinds: metres * levels, kindOf: (p, i) => p.metreIndex * levels + levelAt(p, i) },
  { kinds: metres * values, kindOf: (p, i) => p.metreIndex * values + valueAt(p, i) },
  { kinds: values, kindOf: (p, i) => valueAt(p, i - 1) },
  { kinds: levels, kindOf: (p, i) => levelAt(p, i + 1) },
  { kinds: levels, kindOf: (p, i) => levelAt(p, i - 1) },
  { kinds: stepBounds.length + 1, kindOf: ({ steps }, i) => stepKind(steps[i - 1]) },
  { kinds: stepBounds.length + 1, kindOf: ({ steps }, i) => stepKind(steps[i]) },
  { kinds: gapBounds.length + 1, kindOf: gapKind },
  ...noteRepeats,
  {
    kinds: phraseMeasures,
    kindOf: ({ ticks, metre }, i) =>
      Math.floor((ticks[i] as number) / metre.measureTicks) % phraseMeasures,
  },
  {
    kinds: 12,
    kindOf: ({ notes }, i) => {
      const semitones = (notes[i]?.midi ?? 0) - (notes.at(-1)?.midi ?? 0);
      return floorMod(semitones, 12);
    },
  },
  { kinds: 4, kindOf: ({ ticks }, i) => (i === 0 ? 0 : Math.min(3, ticks.length - i)) },
];

const placeTraits: readonly Trait[] = [
  {
    kinds: metres * eighths,
    kindOf: ({ metreIndex, ticks, metre }, i) =>
      metreIndex * eighths + Math.floor(((ticks[i] as number) % metre.measureTicks) / eighth),
  },
  {
    kinds: metres * levels * values,
    kindOf: (p, i) => (p.metreIndex * levels + levelAt(p, i)) * values + valueAt(p, i),
  },
  { kinds: values, kindOf: (p, i) => valueAt(p, i + 1) },
];

const traits: readonly Trait[] = [
  ...plainTraits,
  ...placeTraits,
  ...contourTraits,
  ...repeatTraits,
  ...phraseTraits,
];
const offsets = traits.map((_, i) => sum(traits.slice(0, i).map(({ kinds }) => kinds)));
/** Traits of all kinds. */
export const traitCount = sum(traits.map(({ kinds }) => kinds));

/**
 * What a reading says about each note, as one number below {@link traitCount} for each kind of
 * trait: its place in the measure, the written intervals, steps and places around it, the silence
 * after it, what it repeats of earlier measures, the measure of the phrase, the distance from the
 * last note, and whether it is the first or one of the last; then how it stands out, how long its
 * repeats are, and its phrase. Weights that know the first traits only stay in use, so new ones come last.
 *
 * @param ticks written onsets, as many as notes.
 */
export function noteTraits(
  ticks: readonly number[],
  notes: readonly NoteEvent[],
  metre: Metre,
): number[][] {
  const placed = placeNotes(ticks, notes, metre);
  return ticks.map((_, i) =>
    traits.map(({ kindOf }, trait) => (offsets[trait] as number) + kindOf(placed, i)),
  );
}

function gapKind({ notes }: PlacedNotes, i: number): number {
  const next = notes[i + 1]?.startSeconds ?? Number.POSITIVE_INFINITY;
  return countBelow(gapBounds, next - (notes[i] as NoteEvent).endSeconds);
}

function valueKind(ticks: number): number {
  if (ticks <= (plainValues[0] as number)) return 0;
  if (ticks > (plainValues.at(-1) as number)) return otherValue - 1;
  const kind = plainValues.indexOf(ticks);
  return kind < 0 ? otherValue : kind;
}

function stepKind(semitones = Number.NaN): number {
  return Number.isNaN(semitones) ? noStep : countBelow(stepBounds, semitones);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
