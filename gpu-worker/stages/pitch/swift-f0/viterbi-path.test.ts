import { describe, expect, it } from 'vitest';
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

describe('viterbiPath', () => {
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
