import { countBelow, type PlacedNotes, type Trait } from '../placed-notes.ts';
import { type SignatureName, signatureNames } from '../rhythm-style.ts';

/** Measures after which a tune is looked at for what it repeats. */
const repeatMeasures: readonly number[] = [1, 2, 4, 0.5];
const runMeasures: readonly number[] = [1, 2, 4, 8];
const repeats = 4;
/** Notes in a row that are repeated. */
const runBounds: readonly number[] = [1, 2, 3, 5, 8];
const runs = runBounds.length + 1;
const maxRunLength = 8;
/** The measure that each is most easily taken for, in ticks. */
const rivalTicks: Readonly<Record<SignatureName, number>> = {
  '2/4': 144,
  '3/4': 192,
  '4/4': 144,
  '6/8': 96,
};

/** Whether a note lay so much earlier (1), was followed after the same interval (2) and by the same step (3). */
export const noteRepeats: readonly Trait[] = repeatMeasures.map((measures) => ({
  kinds: repeats,
  kindOf: (placed, i) => repeatAt(placed, i, measures * placed.metre.measureTicks),
}));

/** How long the repeats are, and what is repeated at a distance that speaks for another measure. */
export const repeatTraits: readonly Trait[] = [
  ...runMeasures.map(
    (measures): Trait => ({
      kinds: runs,
      kindOf: (placed, i) =>
        countBelow(runBounds, runAt(placed, i, measures * placed.metre.measureTicks)),
    }),
  ),
  {
    kinds: signatureNames.length * repeats,
    kindOf: (placed, i) =>
      placed.metreIndex * repeats + repeatAt(placed, i, rivalTicks[placed.metre.signatureName]),
  },
];

function repeatAt(
  { ticks, indexAt, intervals, steps }: PlacedNotes,
  i: number,
  distance: number,
): number {
  const earlier = indexAt.get((ticks[i] as number) - distance);
  if (earlier === undefined) return 0;
  if (intervals[earlier] !== intervals[i]) return 1;
  return steps[earlier] === steps[i] ? 3 : 2;
}

/** How many notes in a row, up to this one, are followed after the same interval and by the same step. */
function runAt(placed: PlacedNotes, i: number, distance: number): number {
  let run = 0;
  while (run < maxRunLength && i - run >= 0 && repeatAt(placed, i - run, distance) === 3) run++;
  return run;
}
