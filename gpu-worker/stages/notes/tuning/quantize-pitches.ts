import { floorMod } from '@my-pitch/shared/floor-mod';
import { degreePrior, pitchSigma, type SungPitch } from './scale-likelihood.ts';

/**
 * Correlation of the intonation errors of neighbouring notes, which pauses reset. Measured: .46 for
 * eight sight-singers, 0 across pauses, and .04 for singers with a band (17 karaoke songs).
 */
const errorCorrelation = 0.3;
const correlationSeconds = 0.5;
/** Weight of `degreePrior` against the notes of the song, as a number of notes. */
const priorNotes = 24;

/** The two semitones around a pitch, and its distance from each. */
interface Candidates {
  /** The semitone at or below the pitch; the other candidate is the next one. */
  readonly lower: number;
  /** Distance from the lower and the upper semitone in standard deviations. */
  readonly errors: readonly [number, number];
  /** Correlation of the error with that of the pitch before. */
  readonly correlation: number;
}

/**
 * Quantises sung pitches to the most probable semitones. Besides the distance from the two semitones
 * around it, the decision for a pitch uses its neighbours, because intervals are sung more exactly than
 * pitches, and the song, because melodies reuse their degrees.
 *
 * @param pitches in time order.
 * @param scaleMidis the tonic of the scale at each pitch, fractional MIDI.
 * @returns semitones above the tonic.
 */
export function quantizePitches(
  pitches: readonly SungPitch[],
  scaleMidis: readonly number[],
): readonly number[] {
  const candidates = pitches.map((pitch, i) =>
    candidatesOf(pitch, scaleMidis[i] as number, pitches[i - 1]),
  );
  const priors = candidates.map((candidate) =>
    sides.map((side) => degreePrior[degreeOf(candidate, side)] as number),
  );
  const first = upperProbabilities(candidates, priors);
  const inSong = upperProbabilities(candidates, songPriors(candidates, first));
  return candidates.map(({ lower }, i) => lower + Number((inSong[i] as number) > 0.5));
}

function candidatesOf(
  pitch: SungPitch,
  scaleMidi: number,
  before: SungPitch | undefined,
): Candidates {
  const above = pitch.midi - scaleMidi;
  const lower = Math.floor(above);
  const sigma = pitchSigma(pitch);
  const pauseSeconds = before
    ? Math.max(0, pitch.timeSeconds - before.timeSeconds - before.durationSeconds)
    : Number.POSITIVE_INFINITY;
  return {
    lower,
    errors: [(above - lower) / sigma, (above - lower - 1) / sigma],
    correlation: errorCorrelation * Math.exp(-pauseSeconds / correlationSeconds),
  };
}

/** Prior of each pitch's two candidates by all other pitches of the song, not normalised. */
function songPriors(candidates: readonly Candidates[], upper: readonly number[]): number[][] {
  const counts = degreePrior.map((share) => priorNotes * share);
  const own = (i: number, side: Side) => {
    const probability = upper[i] as number;
    return side === 1 ? probability : 1 - probability;
  };
  candidates.forEach((candidate, i) => {
    for (const side of sides) {
      const degree = degreeOf(candidate, side);
      counts[degree] = (counts[degree] as number) + own(i, side);
    }
  });
  return candidates.map((candidate, i) =>
    sides.map((side) => (counts[degreeOf(candidate, side)] as number) - own(i, side)),
  );
}

/**
 * Probability of the upper candidate of each pitch, by the forward-backward algorithm. Intonation
 * errors are a first-order autoregressive process.
 *
 * @param priors of each pitch's candidates, [pitches, 2], not normalised.
 */
function upperProbabilities(
  candidates: readonly Candidates[],
  priors: readonly (readonly number[])[],
): number[] {
  const logPrior = (i: number, side: Side) => Math.log(priors[i]?.[side] as number);
  const forward: number[][] = [];
  candidates.forEach((candidate, i) => {
    const before = candidates[i - 1];
    const ways = (to: Side) =>
      sides.map(
        (from) => logTransition(before, from, candidate, to) + (forward[i - 1]?.[from] ?? 0),
      );
    forward.push(sides.map((to) => logPrior(i, to) + logSumExp(ways(to))));
  });
  const backward: number[][] = candidates.map(() => [0, 0]);
  for (let i = candidates.length - 1; i > 0; i--) {
    const after = backward[i] as number[];
    const ways = (from: Side) =>
      sides.map(
        (to) =>
          logTransition(candidates[i - 1], from, candidates[i] as Candidates, to) +
          logPrior(i, to) +
          (after[to] as number),
      );
    backward[i - 1] = sides.map((from) => logSumExp(ways(from)));
  }
  return forward.map((logs, i) => {
    const [lower, upper] = sides.map(
      (side) => (logs[side] as number) + (backward[i]?.[side] as number),
    ) as [number, number];
    return 1 / (1 + Math.exp(lower - upper));
  });
}

/** Log density of the error of a pitch given that of the one before, up to a constant. */
function logTransition(
  before: Candidates | undefined,
  from: Side,
  now: Candidates,
  to: Side,
): number {
  const { correlation } = now;
  const expected = correlation * (before?.errors[from] ?? 0);
  return (-0.5 * (now.errors[to] - expected) ** 2) / (1 - correlation ** 2);
}

/** The lower (0) or upper (1) candidate of a pitch. */
type Side = 0 | 1;
const sides: readonly Side[] = [0, 1];

/** The degree of a candidate, 0 to 11 semitones above the tonic. */
function degreeOf({ lower }: Candidates, side: Side): number {
  return floorMod(lower + side, 12);
}

/** Logarithm of a sum of exponentials. */
function logSumExp(logs: readonly number[]): number {
  const max = Math.max(...logs);
  return max + Math.log(logs.reduce((sum, log) => sum + Math.exp(log - max), 0));
}
