import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { noise } from '../../audio/testing/audio-fixtures.ts';
import { htdemucs } from './model/model-manifest.ts';
import { createSegmentStft, type SegmentStft } from './segment-stft.ts';

const { segmentFrames, stft: shape } = htdemucs;
let stft: SegmentStft;

beforeAll(async () => {
  stft = await createSegmentStft(segmentFrames, shape);
});
afterAll(() => stft.close());

function analyse(segment: Float32Array) {
  const size = stft.bins * stft.frames;
  const part = { real: new Float32Array(size), imaginary: new Float32Array(size) };
  stft.analyse(segment, part.real, part.imaginary);
  const at = (bin: number, frame: number) => {
    const i = bin * stft.frames + frame;
    return [part.real[i]!, part.imaginary[i]!] as const;
  };
  return { part, at };
}

/** The definition, in double precision: Hann window, 1/√size, frame t from t·hop − 1.5 hop, reflected ends. */
function byDefinition(segment: Float32Array, bin: number, frame: number): [number, number] {
  let [re, im] = [0, 0];
  for (let i = 0; i < shape.size; i++) {
    let n = frame * shape.hop - 1.5 * shape.hop + i;
    if (n < 0) n = -n;
    if (n >= segment.length) n = 2 * (segment.length - 1) - n;
    const window = 0.5 - 0.5 * Math.cos((2 * Math.PI * i) / shape.size);
    const angle = (-2 * Math.PI * bin * i) / shape.size;
    re += segment[n]! * window * Math.cos(angle);
    im += segment[n]! * window * Math.sin(angle);
  }
  return [re / Math.sqrt(shape.size), im / Math.sqrt(shape.size)];
}

it('has 2048 bins and 336 frames for a segment of 7.8 s', () => {
  expect([stft.bins, stft.frames]).toEqual([2048, 336]);
});

it('gives a cosine on a bin the spectrum of the Hann window: 1, −½ beside it, 0 elsewhere', () => {
  const bin = 100;
  const cosine = Float32Array.from({ length: segmentFrames }, (_, n) =>
    Math.cos((2 * Math.PI * bin * n) / shape.size),
  );
  const { at } = analyse(cosine);
  for (const frame of [2, 77, 333]) {
    // The cosine's phase at the frame's first sample.
    const phase = (2 * Math.PI * bin * (frame - 1.5) * shape.hop) / shape.size;
    const peak = Math.sqrt(shape.size) / 4;
    for (const [offset, share] of [
      [-2, 0],
      [-1, -0.5],
      [0, 1],
      [1, -0.5],
      [2, 0],
    ] as const) {
      const [re, im] = at(bin + offset, frame);
      expect(re).toBeCloseTo(share * peak * Math.cos(phase), 3);
      expect(im).toBeCloseTo(share * peak * Math.sin(phase), 3);
    }
  }
});

it.each([
  [0, 0],
  [1, 0],
  [2047, 0],
  [5, 1],
  [640, 170],
  [3, 334],
  [1000, 335],
])('computes bin %i of frame %i by the definition', (bin, frame) => {
  const segment = noise(segmentFrames);
  const [re, im] = analyse(segment).at(bin, frame);
  const [expectedRe, expectedIm] = byDefinition(segment, bin, frame);
  expect(re).toBeCloseTo(expectedRe, 5);
  expect(im).toBeCloseTo(bin === 0 ? 0 : expectedIm, 5);
});

it('refuses a hop that is not a quarter of the transform', async () => {
  await expect(createSegmentStft(segmentFrames, { size: 4096, hop: 2048 })).rejects.toThrow(
    'a quarter of the transform',
  );
});

describe('the inverse transform', () => {
  /** Noise without energy at half the sample rate, whose bin is dropped. */
  function lowPassedNoise(): Float32Array {
    const white = noise(segmentFrames, 7);
    const filtered = new Float32Array(segmentFrames);
    for (let pass = 0, from = white; pass < 6; pass++, from = filtered.slice()) {
      for (let i = 1; i < segmentFrames; i++) filtered[i] = (from[i]! + from[i - 1]!) / 2;
    }
    return filtered;
  }

  it('restores a signal to 1e-6', () => {
    const signal = lowPassedNoise();
    const restored = new Float32Array(segmentFrames);
    stft.synthesise([analyse(signal).part], restored);
    let maxError = 0;
    // Frames at the ends contain the reflection's kink, which has energy at half the sample rate.
    const edge = shape.size;
    for (let i = edge; i < segmentFrames - edge; i++) {
      maxError = Math.max(maxError, Math.abs(restored[i]! - signal[i]!));
    }
    expect(maxError).toBeLessThan(1e-6);
  });

  it('adds the signals of several spectrograms to the segment', () => {
    const [one, two] = [
      analyse(noise(segmentFrames, 1)).part,
      analyse(noise(segmentFrames, 2)).part,
    ];
    const together = new Float32Array(segmentFrames).fill(0.5);
    stft.synthesise([one, two], together);
    const apart = new Float32Array(segmentFrames).fill(0.5);
    stft.synthesise([one], apart);
    stft.synthesise([two], apart);
    const maxError = together.reduce((max, x, i) => Math.max(max, Math.abs(x - apart[i]!)), 0);
    expect(maxError).toBeLessThan(1e-6);
  });
});
