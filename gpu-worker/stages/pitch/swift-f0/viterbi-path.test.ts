import { describe, expect, it } from 'vitest';
import { binCount } from './pitch-bins.ts';
import { viterbiPath } from './viterbi-path.ts';

/** Scores that prefer one bin in every frame, and how sure of a voice each frame is. */
function heard(frames: readonly (readonly [bin: number, confidence: number])[]) {
  const logits = new Float32Array(frames.length * binCount);
  frames.forEach(([bin], frame) => {
    logits[frame * binCount + bin] = 8;
  });
  return viterbiPath(
    logits,
    Float32Array.from(frames, ([, sure]) => sure),
  );
}

describe('viterbiPath', () => {
  it('follows steps and leaps that last', () => {
    const bins = [40, 40, 40, 41, 42, 42, 60, 60, 60, 60, 60];
    expect([...heard(bins.map((bin) => [bin, 0.95]))]).toEqual(bins);
  });

  it('is led through a doubtful frame by its neighbours', () => {
    const path = heard([40, 40, 57, 40, 40].map((bin, i) => [bin, i === 2 ? 0.2 : 0.95]));
    expect([...path]).toEqual([40, 40, 40, 40, 40]);
  });

  it('has no frames for none', () => {
    expect(heard([])).toHaveLength(0);
  });
});
