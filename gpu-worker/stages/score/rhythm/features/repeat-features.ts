import { type SignatureName, signatureNames } from '../rhythm-style.ts';
import { binIndex, type Feature, type FeatureContext } from './feature-context.ts';

/** Distances, in measures, at which repeats are looked for. */
const repeatMeasures: readonly number[] = [1, 2, 4, 0.5];
const runMeasures: readonly number[] = [1, 2, 4, 8];
/** Degrees of agreement with the earlier note. */
const repeats = 4;
/** Bins of the number of notes in a row that are repeated. */
const runBounds: readonly number[] = [1, 2, 3, 5, 8];
const runs = runBounds.length + 1;
const maxRunLength = 8;
/** For each signature, the length of the measure that it is most often confused with, in ticks. */
const confusedTicks: Readonly<Record<SignatureName, number>> = {
  '2/4': 144,
  '3/4': 192,
  '4/4': 144,
  '6/8': 96,
};

/** Whether there is a note at the distance (1), with the same interval to its next note (2) and the same pitch interval (3). */
export const repeatFeatures: readonly Feature[] = repeatMeasures.map((measures) => ({
  categories: repeats,
  categoryOf: (context, i) => repeatAt(context, i, measures * context.metre.measureTicks),
}));

/** Lengths of repeats, and repeats at a distance that is evidence for another time signature. */
export const runFeatures: readonly Feature[] = [
  ...runMeasures.map(
    (measures): Feature => ({
      categories: runs,
      categoryOf: (context, i) =>
        binIndex(runBounds, runAt(context, i, measures * context.metre.measureTicks)),
    }),
  ),
  {
    categories: signatureNames.length * repeats,
    categoryOf: (context, i) =>
      context.metreIndex * repeats +
      repeatAt(context, i, confusedTicks[context.metre.signatureName]),
  },
];

function repeatAt(
  { ticks, indexAt, onsetIntervals, pitchIntervals }: FeatureContext,
  i: number,
  distance: number,
): number {
  const earlier = indexAt.get((ticks[i] as number) - distance);
  if (earlier === undefined) return 0;
  if (onsetIntervals[earlier] !== onsetIntervals[i]) return 1;
  return pitchIntervals[earlier] === pitchIntervals[i] ? 3 : 2;
}

/** Number of notes in a row, up to this one, that repeat both intervals. At most 8. */
function runAt(context: FeatureContext, i: number, distance: number): number {
  let run = 0;
  while (run < maxRunLength && i - run >= 0 && repeatAt(context, i - run, distance) === 3) run++;
  return run;
}
