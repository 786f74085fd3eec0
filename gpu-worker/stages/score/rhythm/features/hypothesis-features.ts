import { floorMod } from '@my-pitch/shared/floor-mod';
import { ticksPerQuarter } from '@my-pitch/shared/score';
import type { NoteEvent } from '../note-event.ts';
import { signatureNames } from '../rhythm-style.ts';
import { contourFeatures } from './contour-features.ts';
import {
  binIndex,
  type Feature,
  type FeatureContext,
  featureContext,
  levels,
  type Metre,
  offBeatLevel,
} from './feature-context.ts';
import { phraseFeatures } from './phrase-features.ts';
import { repeatFeatures, runFeatures } from './repeat-features.ts';

/** Written intervals in ticks. Shorter and longer ones fall into the first and last bin. */
const noteValues: readonly number[] = [8, 12, 16, 24, 32, 36, 48, 72, 96, 144, 192];
const otherValue = noteValues.length;
const values = otherValue + 1;
/** Bins of the pitch interval in semitones, from leaps down to leaps up: the minimum of each but the first. */
const pitchBounds: readonly number[] = [-7, -4, -2, 0, 1, 3, 5, 8];
/** Category of a missing interval: the same as a repeated pitch. */
const noPitchInterval = 4;
/** Bins of the pause before the next note, in seconds. */
const gapBounds: readonly number[] = [0.03, 0.12, 0.3, 0.8];
const phraseMeasures = 4;
const metres = signatureNames.length;
/** Eighths in a measure of 4/4. */
const eighths = 8;
const eighth = ticksPerQuarter / 2;

const valueAt = ({ onsetIntervals }: FeatureContext, i: number) =>
  valueCategory(onsetIntervals[i] ?? Number.NaN);
const levelAt = (context: FeatureContext, i: number) => context.levels[i] ?? offBeatLevel;

const basicFeatures: readonly Feature[] = [
  { categories: metres * levels, categoryOf: (p, i) => p.metreIndex * levels + levelAt(p, i) },
  { categories: metres * values, categoryOf: (p, i) => p.metreIndex * values + valueAt(p, i) },
  { categories: values, categoryOf: (p, i) => valueAt(p, i - 1) },
  { categories: levels, categoryOf: (p, i) => levelAt(p, i + 1) },
  { categories: levels, categoryOf: (p, i) => levelAt(p, i - 1) },
  {
    categories: pitchBounds.length + 1,
    categoryOf: ({ pitchIntervals }, i) => pitchCategory(pitchIntervals[i - 1]),
  },
  {
    categories: pitchBounds.length + 1,
    categoryOf: ({ pitchIntervals }, i) => pitchCategory(pitchIntervals[i]),
  },
  { categories: gapBounds.length + 1, categoryOf: gapCategory },
  ...repeatFeatures,
  {
    categories: phraseMeasures,
    categoryOf: ({ ticks, metre }, i) =>
      Math.floor((ticks[i] as number) / metre.measureTicks) % phraseMeasures,
  },
  {
    categories: 12,
    categoryOf: ({ notes }, i) => {
      const semitones = (notes[i]?.midi ?? 0) - (notes.at(-1)?.midi ?? 0);
      return floorMod(semitones, 12);
    },
  },
  { categories: 4, categoryOf: ({ ticks }, i) => (i === 0 ? 0 : Math.min(3, ticks.length - i)) },
];

const positionFeatures: readonly Feature[] = [
  {
    categories: metres * eighths,
    categoryOf: ({ metreIndex, ticks, metre }, i) =>
      metreIndex * eighths + Math.floor(((ticks[i] as number) % metre.measureTicks) / eighth),
  },
  {
    categories: metres * levels * values,
    categoryOf: (p, i) => (p.metreIndex * levels + levelAt(p, i)) * values + valueAt(p, i),
  },
  { categories: values, categoryOf: (p, i) => valueAt(p, i + 1) },
];

const features: readonly Feature[] = [
  ...basicFeatures,
  ...positionFeatures,
  ...contourFeatures,
  ...runFeatures,
  ...phraseFeatures,
];
const offsets = features.map((_, i) =>
  sum(features.slice(0, i).map(({ categories }) => categories)),
);
/** Number of categories of all features: the width of the one-hot input. */
export const featureCount = sum(features.map(({ categories }) => categories));

/**
 * The features of each note under a hypothesis, as indices of a one-hot input below
 * {@link featureCount}: metrical position, note values and pitch intervals around the note, the pause
 * after it, what it repeats of earlier measures, its measure in the phrase, its pitch relative to the
 * last note, and whether it is the first or among the last; then contour, length of repeats, and phrase.
 * The tempo level network knows only the first of them, so new features must be added at the end.
 *
 * @param ticks written onsets, as many as notes.
 */
export function noteFeatures(
  ticks: readonly number[],
  notes: readonly NoteEvent[],
  metre: Metre,
): number[][] {
  const context = featureContext(ticks, notes, metre);
  return ticks.map((_, i) =>
    features.map(({ categoryOf }, f) => (offsets[f] as number) + categoryOf(context, i)),
  );
}

function gapCategory({ notes }: FeatureContext, i: number): number {
  const next = notes[i + 1]?.startSeconds ?? Number.POSITIVE_INFINITY;
  return binIndex(gapBounds, next - (notes[i] as NoteEvent).endSeconds);
}

function valueCategory(ticks: number): number {
  if (ticks <= (noteValues[0] as number)) return 0;
  if (ticks > (noteValues.at(-1) as number)) return otherValue - 1;
  const index = noteValues.indexOf(ticks);
  return index < 0 ? otherValue : index;
}

function pitchCategory(semitones = Number.NaN): number {
  return Number.isNaN(semitones) ? noPitchInterval : binIndex(pitchBounds, semitones);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
