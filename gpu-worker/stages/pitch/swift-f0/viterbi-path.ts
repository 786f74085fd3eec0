import { argmax } from '../../../audio/argmax.ts';
import { binCount, semitonesPerBin } from './pitch-bins.ts';

/** What a semitone from one frame to the next costs, 16 ms later, as a negative log probability. */
const costPerSemitone = 1.5;
const costPerBin = costPerSemitone * semitonesPerBin;
/** A leap costs no more than this: voices do begin again anywhere. */
const leapCost = 20;
/** Of a frame in which no voice is heard this share of the evidence still counts. */
const minWeight = 0.05;

/**
 * The pitch bin of every frame on the most probable path through all of them, by the Viterbi
 * algorithm: a pitch stays near to what it was unless the network is sure of another.
 *
 * @param logits `binCount` scores a frame, frame after frame.
 * @param confidence how probably each frame is voiced, 0 to 1: doubtful frames are led by the others.
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
 * The best way into every bin: as its cost grows evenly with the distance, what is best is passed on
 * from neighbour to neighbour, upwards and downwards; or by a leap from the best of all.
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
