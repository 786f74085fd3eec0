import { lagCount } from './difference-function.ts';
import {
  binsPerSemitone,
  boltzmannDecay,
  minHz,
  minPeriod,
  noTroughProbability,
  pitchBins,
  sampleRateHz,
  thresholdCount,
} from './pyin-settings.ts';

/** A possible pitch of a frame. */
export interface PitchCandidate {
  /** Pitch bin, 0 at the lowest pitch. */
  readonly bin: number;
  readonly frequencyHz: number;
  readonly probability: number;
}

/**
 * Prior of every threshold: Beta(2, 18), mean 0.1, in steps of 1/100 (Mauch & Dixon 2014, section 2.1).
 * For these whole parameters its distribution function is a binomial tail:
 * P(at least 2 of 19 under x) = 1 − (1 − x)^19 − 19 x (1 − x)^18.
 */
const thresholdPrior = Float64Array.from({ length: thresholdCount }, (_, i) => {
  const below = (x: number) => 1 - (1 - x) ** 19 - 19 * x * (1 - x) ** 18;
  return below((i + 1) / thresholdCount) - below(i / thresholdCount);
});

/** Cumulative prior: of all thresholds before index i. */
const thresholdPriorBelow = new Float64Array(thresholdCount + 1);
for (let i = 0; i < thresholdCount; i++) {
  thresholdPriorBelow[i + 1] = (thresholdPriorBelow[i] as number) + (thresholdPrior[i] as number);
}

/**
 * The possible pitches of a frame with their probabilities, shortest period first, at most one per
 * pitch bin. YIN takes the first trough under one threshold; pYIN runs YIN under every threshold
 * and weighs the results by a prior (Mauch & Dixon 2014, equations 4 and 5). As in the authors'
 * software, the troughs under a threshold share its prior by a truncated Boltzmann distribution
 * over their order, and a little of the prior of thresholds without a trough goes to the deepest.
 */
export function pitchCandidates(normalised: Float64Array): PitchCandidate[] {
  const troughs = findTroughs(normalised);
  const candidates = new Map<number, PitchCandidate>();
  weighTroughs(troughs.map((lag) => normalised[lag] as number)).forEach((probability, rank) => {
    if (probability === 0) return;
    const lag = troughs[rank] as number;
    const frequencyHz = sampleRateHz / (minPeriod + lag + parabolicShift(normalised, lag));
    const bin = Math.max(0, Math.round(12 * binsPerSemitone * Math.log2(frequencyHz / minHz)));
    if (bin < pitchBins) candidates.set(bin, { bin, frequencyHz, probability });
  });
  return [...candidates.values()];
}

function findTroughs(normalised: Float64Array): number[] {
  const troughs: number[] = [];
  for (let lag = 0; lag < lagCount; lag++) {
    const value = normalised[lag] as number;
    const falls = lag === 0 || value < (normalised[lag - 1] as number);
    const isLast = lag === lagCount - 1;
    const next = normalised[lag + 1] as number;
    if (falls && (isLast || (lag === 0 ? value < next : value <= next))) troughs.push(lag);
  }
  return troughs;
}

/** The probability of each trough by the heights of all troughs, in order of lag. */
function weighTroughs(heights: readonly number[]): Float64Array {
  const probabilities = new Float64Array(heights.length);
  if (heights.length === 0) return probabilities;
  const under: number[] = [];
  for (let i = 0; i < thresholdCount; i++) {
    const threshold = (i + 1) / thresholdCount;
    under.length = 0;
    for (let rank = 0; rank < heights.length; rank++) {
      if ((heights[rank] as number) < threshold) under.push(rank);
    }
    const decay = Math.exp(-boltzmannDecay);
    let share = ((thresholdPrior[i] as number) * (1 - decay)) / (1 - decay ** under.length);
    for (const rank of under) {
      probabilities[rank] = (probabilities[rank] as number) + share;
      share *= decay;
    }
  }
  const deepest = heights.indexOf(Math.min(...heights));
  const depth = heights[deepest] as number;
  let thresholdsAtOrUnder = 0;
  while (
    thresholdsAtOrUnder < thresholdCount &&
    depth >= (thresholdsAtOrUnder + 1) / thresholdCount
  ) {
    thresholdsAtOrUnder++;
  }
  const withoutTrough = thresholdPriorBelow[thresholdsAtOrUnder] as number;
  probabilities[deepest] = (probabilities[deepest] as number) + noTroughProbability * withoutTrough;
  return probabilities;
}

/**
 * Offset in lags from a trough to the vertex of the parabola through it and its neighbours (YIN,
 * step 5), at most half a lag because neither neighbour is lower; 0 at both ends.
 */
function parabolicShift(normalised: Float64Array, lag: number): number {
  if (lag === 0 || lag === lagCount - 1) return 0;
  const before = normalised[lag - 1] as number;
  const after = normalised[lag + 1] as number;
  const curvature = before + after - 2 * (normalised[lag] as number);
  const slope = (after - before) / 2;
  return -slope / curvature;
}
