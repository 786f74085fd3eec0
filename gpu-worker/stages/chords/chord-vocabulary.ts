import { type ChordKind, chordTones } from '@my-pitch/shared/chords/chord-symbol';
import { type ChordProbabilities, classCounts } from './chord-network.ts';

/** A chord by pitch classes, from C as 0 up. Its spelling depends on the key. */
export interface HeardChord {
  readonly root: number;
  readonly kind: ChordKind;
  readonly bass: number;
}

/** A state of the decoder: a chord or none, and the network's classes that it consists of. */
export interface VocabularyEntry {
  readonly chord: HeardChord | undefined;
  /** Indices into the outputs `triad`, `bass` and `seventh`. */
  readonly classes: readonly [triad: number, bass: number, seventh: number];
  /** Logarithm of how usual it is, to a constant. */
  readonly logPrior: number;
}

/** Classes of each kind: its triad's place in the network's order, and its seventh. */
const kinds: readonly (readonly [ChordKind, triad: number, seventh: number])[] = [
  ['major', 0, 0],
  ['minor', 1, 0],
  ['dominant', 0, 2],
  ['major-seventh', 0, 1],
  ['minor-seventh', 1, 2],
  ['suspended-fourth', 2, 0],
  ['diminished', 4, 0],
  ['augmented', 5, 0],
  ['half-diminished', 4, 2],
];

/** Inversions are written only when the bass is clear. */
const inversionLogPrior = -0.5;

/** The chords that are told apart: nine kinds on twelve roots, with the basses that they often have. */
export const vocabulary: readonly VocabularyEntry[] = [
  { chord: undefined, classes: [0, 0, 0], logPrior: 0 },
  ...kinds.flatMap(([kind, triad, seventh]) =>
    Array.from({ length: 12 }, (_, root) =>
      bassesOf(kind).map((interval): VocabularyEntry => {
        const bass = (root + interval) % 12;
        return {
          chord: { root, kind, bass },
          classes: [1 + 12 * triad + root, 1 + bass, seventh],
          logPrior: interval === 0 ? 0 : inversionLogPrior,
        };
      }),
    ).flat(),
  ),
];

function bassesOf(kind: ChordKind): readonly number[] {
  const inverts = kind === 'major' || kind === 'minor' || chordTones[kind].length === 4;
  return inverts ? chordTones[kind] : [0];
}

/** No probability of the network is taken to be smaller. */
const minProbability = 1e-9;

/**
 * Log likelihood of every entry of the vocabulary over the frames from `start` to `end`.
 * @returns [entries]
 */
export function logLikelihoods(
  { triad, bass, seventh }: ChordProbabilities,
  start: number,
  end: number,
): Float64Array {
  const [triads, basses, sevenths] = [
    logSums(triad, classCounts.triad, start, end),
    logSums(bass, classCounts.bass, start, end),
    logSums(seventh, classCounts.seventh, start, end),
  ];
  return Float64Array.from(vocabulary, ({ classes: [t, b, s] }) => {
    return (triads[t] as number) + (basses[b] as number) + (sevenths[s] as number);
  });
}

function logSums(probabilities: Float32Array, classes: number, start: number, end: number) {
  const sums = new Float64Array(classes);
  for (let frame = start; frame < end; frame++) {
    for (let i = 0; i < classes; i++) {
      const probability = Math.max(minProbability, probabilities[frame * classes + i] as number);
      sums[i] = (sums[i] as number) + Math.log(probability);
    }
  }
  return sums;
}
