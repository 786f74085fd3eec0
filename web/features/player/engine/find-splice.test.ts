import fc from 'fast-check';
import { expect, it } from 'vitest';
import { SpliceFinder } from './find-splice.ts';

const length = 400;
const range = 160;

/** White noise that is the same every time: an integer hash of the frame. */
function noise(frame: number): number {
  let hash = Math.imul(frame ^ (frame >>> 16), 0x45d9f3b);
  hash = Math.imul(hash ^ (hash >>> 16), 0x45d9f3b);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32 - 0.5;
}
/** Noise without its highest frequencies: it has no period, and only one offset fits. */
const sound = (i: number) =>
  [0, 1, 2, 3, 4, 5, 6, 7].reduce((sum, lag) => sum + noise(i + 100 - lag), 0);

const samples = (count: number, sampleAt: (i: number) => number) =>
  Float32Array.from({ length: count }, (_, i) => sampleAt(i));

const find = (reference: Float32Array, candidates: Float32Array) =>
  new SpliceFinder(length, range).find(reference, candidates);

it('finds where the reference is, to the sample, from one end of the range to the other', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: range }), (offset) => {
      const reference = samples(length, (i) => sound(i + offset));
      expect(find(reference, samples(length + range, sound))).toBe(offset);
    }),
    { examples: [[0], [1], [range - 1], [range]] },
  );
});

it('compares shapes, not loudness', () => {
  // The reference lies at 100. Before it comes a sound ten times as loud of another shape.
  const reference = samples(length, (i) => (i < 60 ? sound(i) : 0));
  const candidates = samples(length + range, (i) => {
    if (i >= 100 && i < 160) return 0.1 * sound(i - 100);
    return i < 40 ? 3 * Math.sin(i / 3) : 0;
  });
  expect(find(reference, candidates)).toBe(100);
});

it('prefers a quiet exact match to a louder rough one', () => {
  const reference = samples(length, (i) => Math.sin(i / 9));
  // Falling energy: half as loud after the first 80 samples.
  const candidates = samples(length + range, (i) =>
    i < 80 ? Math.sin(i / 9) + Math.sin(i / 2) : 0.5 * Math.sin((i - 120) / 9),
  );
  const period = 2 * Math.PI * 9;
  const error = Math.abs(find(reference, candidates) - 120) % period;
  expect(Math.min(error, period - error)).toBeLessThan(1);
});

it('never splices to an inverted waveform', () => {
  // A single pulse, inverted at 20 and upright but small at 120.
  const pulse = (i: number) => (i >= 0 && i < 40 ? Math.sin((Math.PI * i) / 40) : 0);
  const reference = samples(length, pulse);
  const candidates = samples(length + range, (i) => -pulse(i - 20) + 0.2 * pulse(i - 120));
  expect(find(reference, candidates)).toBe(120);
});

it('takes the middle of the range in silence', () => {
  expect(find(samples(length, sound), new Float32Array(length + range))).toBe(range / 2);
  expect(find(new Float32Array(length), samples(length + range, sound))).toBe(range / 2);
});

it('can be used again', () => {
  const finder = new SpliceFinder(length, range);
  const candidates = samples(length + range, sound);
  for (const offset of [150, 3, 77]) {
    expect(
      finder.find(
        samples(length, (i) => sound(i + offset)),
        candidates,
      ),
    ).toBe(offset);
  }
});
