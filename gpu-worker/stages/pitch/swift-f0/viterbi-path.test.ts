import { describe, expect, it } from 'vitest';
import { randomNumbers } from '../../testing/random-numbers.ts';
import { binCount } from './pitch-bins.ts';
import { viterbiPath } from './viterbi-path.ts';

/** The path through logits that favour one bin in every frame, with the confidence of each frame. */
function pathOf(frames: readonly (readonly [bin: number, confidence: number])[]) {
  const logits = new Float32Array(frames.length * binCount);
  frames.forEach(([bin], frame) => {
    logits[frame * binCount + bin] = 8;
  });
  return viterbiPath(
    logits,
    Float32Array.from(frames, ([, confidence]) => confidence),
  );
}

/** The most probable path, found by trying all changes from frame to frame. */
function mostProbablePath(logits: Float32Array, confidence: readonly number[]): number[] {
  const bins = Array.from({ length: binCount }, (_, bin) => bin);
  const semitones = (12 * Math.log2(2093.75 / 46.875)) / 94;
  /** 1.5 for each semitone, 20 at most. */
  const cost = (from: number, to: number) => Math.min(20, 1.5 * semitones * Math.abs(from - to));
  let paths = bins.map(() => ({ log: 0, path: [] as readonly number[] }));
  confidence.forEach((voiced, frame) => {
    const here = logits.subarray(frame * binCount, (frame + 1) * binCount);
    const sum = here.reduce((total, logit) => total + Math.exp(logit), 0);
    // An unvoiced frame counts a twentieth of a voiced one.
    const weight = 0.05 + 0.95 * voiced;
    const before = paths;
    paths = bins.map((to) => {
      const entered = (from: number) => before[from]!.log - (frame === 0 ? 0 : cost(from, to));
      const best = bins.reduce((a, b) => (entered(b) > entered(a) ? b : a));
      const log = entered(frame === 0 ? to : best) + weight * (here[to]! - Math.log(sum));
      return { log, path: [...(before[best]?.path ?? []), to] };
    });
  });
  return [...paths.reduce((a, b) => (b.log > a.log ? b : a)).path];
}

describe('viterbiPath', () => {
  it('finds the most probable path of all', () => {
    for (const seed of [1, 2, 3, 4, 5, 6]) {
      const random = randomNumbers(seed);
      const confidence = Array.from({ length: 12 }, () => random());
      const logits = Float32Array.from({ length: 12 * binCount }, () => 25 * random() ** 4);
      expect([...viterbiPath(logits, Float32Array.from(confidence))]).toEqual(
        mostProbablePath(logits, confidence),
      );
    }
  });

  it('jumps where a pitch far away gains more than 20', () => {
    // A change by 40 bins, 28 semitones, would cost 42 without the limit.
    const last = (logit: number) => {
      const logits = new Float32Array(2 * binCount);
      logits[20] = 100;
      logits[binCount + 60] = logit;
      return viterbiPath(logits, new Float32Array(2).fill(1))[1];
    };
    expect(last(19.5)).toBe(20);
    expect(last(20.5)).toBe(60);
  });

  it('follows steps, and jumps that last', () => {
    const bins = [40, 40, 40, 41, 42, 42, 60, 60, 60, 60, 60];
    expect([...pathOf(bins.map((bin) => [bin, 0.95]))]).toEqual(bins);
  });

  it('passes over a jump in one frame of low confidence', () => {
    const path = pathOf([40, 40, 57, 40, 40].map((bin, i) => [bin, i === 2 ? 0.2 : 0.95]));
    expect([...path]).toEqual([40, 40, 40, 40, 40]);
  });

  it('has no frames for none', () => {
    expect(pathOf([])).toHaveLength(0);
  });
});
