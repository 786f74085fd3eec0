import { floorMod } from '@my-pitch/shared/floor-mod';
import { pitchSigma, type SungPitch, usualShares } from './scale-likelihood.ts';

/**
 * Who is sharp on one note may be so on the next, but forgets it at a breath: between neighbouring
 * notes of eight sight-singers the correlation is .46, over rests there is none, and of singers with
 * a band (17 karaoke songs) it is .04.
 */
const missCorrelation = 0.3;
const forgottenAfterSeconds = 0.5;
/** For how many notes of the song the usual shares of the steps count. */
const usualNotes = 24;

/** The steps next to a pitch, and how far it lies from each. */
interface Candidates {
  /** The nearest step that is not above it; the other candidate is the next one. */
  readonly lower: number;
  /** From the lower and the upper step, as multiples of the usual miss. */
  readonly misses: readonly [number, number];
  /** Of these with those of the pitch before. */
  readonly correlation: number;
}

/**
 * The steps of the chromatic scale that sung pitches most probably mean together. Besides its
 * distance from the two steps around it a pitch is told by its neighbours, since intervals are sung
 * more exactly than pitches, and by the song, which comes back to steps that it has used.
 *
 * @param pitches in order of time.
 * @param scaleMidis where the scale's first step lies at each pitch, fractional MIDI.
 * @returns steps counted from the scale's first.
 */
export function quantizePitches(
  pitches: readonly SungPitch[],
  scaleMidis: readonly number[],
): readonly number[] {
  const candidates = pitches.map((pitch, i) =>
    candidatesOf(pitch, scaleMidis[i] as number, pitches[i - 1]),
  );
  const usual = candidates.map((candidate) =>
    sides.map((side) => usualShares[placeOf(candidate, side)] as number),
  );
  const chances = upperChances(candidates, usual);
  const inSong = upperChances(candidates, sharesInSong(candidates, chances));
  return candidates.map(({ lower }, i) => lower + Number((inSong[i] as number) > 0.5));
}

function candidatesOf(
  pitch: SungPitch,
  scaleMidi: number,
  before: SungPitch | undefined,
): Candidates {
  const above = pitch.midi - scaleMidi;
  const lower = Math.floor(above);
  const miss = pitchSigma(pitch);
  const restSeconds = before
    ? Math.max(0, pitch.timeSeconds - before.timeSeconds - before.durationSeconds)
    : Number.POSITIVE_INFINITY;
  return {
    lower,
    misses: [(above - lower) / miss, (above - lower - 1) / miss],
    correlation: missCorrelation * Math.exp(-restSeconds / forgottenAfterSeconds),
  };
}

/** How usual each pitch's two steps are by all the other pitches, up to a factor. */
function sharesInSong(candidates: readonly Candidates[], chances: readonly number[]): number[][] {
  const counts = usualShares.map((share) => usualNotes * share);
  const own = (i: number, side: Side) => {
    const upper = chances[i] as number;
    return side === 1 ? upper : 1 - upper;
  };
  candidates.forEach((candidate, i) => {
    for (const side of sides) {
      const place = placeOf(candidate, side);
      counts[place] = (counts[place] as number) + own(i, side);
    }
  });
  return candidates.map((candidate, i) =>
    sides.map((side) => (counts[placeOf(candidate, side)] as number) - own(i, side)),
  );
}

/**
 * Probability that each pitch means the upper of its two steps, by the forward-backward algorithm.
 * How far pitches miss their steps is a first-order autoregressive process.
 *
 * @param shares [pitches, 2]: how usual each pitch's two steps are, up to a factor.
 */
function upperChances(
  candidates: readonly Candidates[],
  shares: readonly (readonly number[])[],
): number[] {
  const logShare = (i: number, side: Side) => Math.log(shares[i]?.[side] as number);
  const forward: number[][] = [];
  candidates.forEach((candidate, i) => {
    const before = candidates[i - 1];
    const ways = (to: Side) =>
      sides.map((from) => logStep(before, from, candidate, to) + (forward[i - 1]?.[from] ?? 0));
    forward.push(sides.map((to) => logShare(i, to) + logSum(ways(to))));
  });
  const backward: number[][] = candidates.map(() => [0, 0]);
  for (let i = candidates.length - 1; i > 0; i--) {
    const after = backward[i] as number[];
    const ways = (from: Side) =>
      sides.map(
        (to) =>
          logStep(candidates[i - 1], from, candidates[i] as Candidates, to) +
          logShare(i, to) +
          (after[to] as number),
      );
    backward[i - 1] = sides.map((from) => logSum(ways(from)));
  }
  return forward.map((scores, i) => {
    const [lower, upper] = sides.map(
      (side) => (scores[side] as number) + (backward[i]?.[side] as number),
    ) as [number, number];
    return 1 / (1 + Math.exp(lower - upper));
  });
}

/** Log density, up to a constant, of how far a pitch misses one side after how far the one before missed one. */
function logStep(before: Candidates | undefined, from: Side, now: Candidates, to: Side): number {
  const { correlation } = now;
  const expected = correlation * (before?.misses[from] ?? 0);
  return (-0.5 * (now.misses[to] - expected) ** 2) / (1 - correlation ** 2);
}

/** Which of a pitch's two candidates. */
type Side = 0 | 1;
const sides: readonly Side[] = [0, 1];

/** Which of the twelve steps a candidate is. */
function placeOf({ lower }: Candidates, side: Side): number {
  return floorMod(lower + side, 12);
}

/** Logarithm of a sum of which the logarithms are given. */
function logSum(logs: readonly number[]): number {
  const most = Math.max(...logs);
  return most + Math.log(logs.reduce((sum, log) => sum + Math.exp(log - most), 0));
}
