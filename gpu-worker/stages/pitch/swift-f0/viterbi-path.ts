import { argmax } from '../../../audio/argmax.ts';
import { binCount, semitonesPerBin } from './pitch-bins.ts';

/** Cost of a change by one semitone from frame to frame, 16 ms, as a negative log probability. */
const costPerSemitone = 1.5;
const costPerBin = costPerSemitone * semitonesPerBin;
/** Maximum cost of a change: after a pause a voice may start anywhere. */
const leapCost = 20;
/** Weight of the logits of a frame that is surely unvoiced. */
const minWeight = 0.05;

/**
 * The most probable path of pitch bins through all frames, by the Viterbi algorithm. Changes of
 * pitch have a cost, so a frame follows its neighbours unless the network is sure of another pitch.
 *
 * @param logits flat [frames, `binCount`].
 * @param confidence the probability that each frame is voiced: the less, the less its logits count.
 */
export function viterbiPath(logits: Float32Array, confidence: Float32Array): Uint8Array {
  const frames = confidence.length;
  const origins = new Uint8Array(frames * binCount);
  const path = new Uint8Array(frames);
  let scores = new Float64Array(binCount);
  let next = new Float64Array(binCount);
  for (let frame = 0; frame < frames; frame++) {
    const at = frame * binCount;
    if (frame > 0) enter(scores, next, origins.subarray(at, at + binCount));
    observe(next, logits.subarray(at, at + binCount), confidence[frame] as number);
    [scores, next] = [next, scores];
  }
  if (frames === 0) return path;
  let bin = argmax(scores);
  for (let frame = frames - 1; frame >= 0; frame--) {
    path[frame] = bin;
    bin = origins[frame * binCount + bin] as number;
  }
  return path;
}

/**
 * The best transition into every bin. The cost is linear in the distance, so the best origin
 * propagates from neighbour to neighbour in one pass up and one down; or a jump from the best bin.
 */
function enter(scores: Float64Array, next: Float64Array, origins: Uint8Array): void {
  const best = argmax(scores);
  const leap = (scores[best] as number) - leapCost;
  let passed = Number.NEGATIVE_INFINITY;
  let from = 0;
  for (let bin = 0; bin < binCount; bin++) {
    passed -= costPerBin;
    const own = scores[bin] as number;
    if (own > passed) {
      passed = own;
      from = bin;
    }
    next[bin] = passed;
    origins[bin] = from;
  }
  passed = Number.NEGATIVE_INFINITY;
  for (let bin = binCount - 1; bin >= 0; bin--) {
    passed -= costPerBin;
    const own = scores[bin] as number;
    if (own > passed) {
      passed = own;
      from = bin;
    }
    if (passed > (next[bin] as number)) {
      next[bin] = passed;
      origins[bin] = from;
    }
    if (leap > (next[bin] as number)) {
      next[bin] = leap;
      origins[bin] = best;
    }
  }
}

/** Adds the log probabilities of a frame's bins. */
function observe(scores: Float64Array, logits: Float32Array, confidence: number): void {
  const highest = logits[argmax(logits)] as number;
  let total = 0;
  for (let bin = 0; bin < binCount; bin++) total += Math.exp((logits[bin] as number) - highest);
  const logTotal = highest + Math.log(total);
  const weight = minWeight + (1 - minWeight) * confidence;
  for (let bin = 0; bin < binCount; bin++) {
    scores[bin] = (scores[bin] as number) + weight * ((logits[bin] as number) - logTotal);
  }
}
