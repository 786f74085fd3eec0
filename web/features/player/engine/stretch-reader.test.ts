import { expect, it } from 'vitest';
import { PcmStore } from './pcm-store.ts';
import type { StereoBlock } from './sound-reader.ts';
import { StretchReader } from './stretch-reader.ts';

const rateHz = 44_100;
/** 20 ms, rounded to a multiple of four. */
const hop = 884;

/** A stem whose left samples are the frames they lie at, and whose right ones are their negatives. */
function ramp(): PcmStore {
  const store = new PcmStore(1);
  const left = Float32Array.from({ length: 100_000 }, (_, i) => i);
  store.put(0, 0, [left, left.map((sample) => -sample)]);
  return store;
}

const createReader = (position: number) =>
  new StretchReader(ramp(), Float32Array.of(1), rateHz, position);

function blockOf(frames: number): StereoBlock {
  return [new Float32Array(frames), new Float32Array(frames)];
}

const range = (first: number, count: number) => Array.from({ length: count }, (_, i) => first + i);

it('plays on without a splice while it is within 8 ms of the exact position', () => {
  // A hop of 884 frames at 0.9× falls behind by 88.4 frames. The first one starts 132.6 frames from
  // its exact position (1.5 × 88.4), so three hops stay within 352 frames; the fourth does not.
  const block = blockOf(4 * hop);
  createReader(10_000).render([block], 0, 4 * hop, 10_000, 0.9);
  expect([...block[0].subarray(0, 3 * hop)]).toEqual(range(10_000, 3 * hop));
  expect([...block[1].subarray(0, 3 * hop)]).toEqual(
    range(-10_000, 1).concat(range(1, 3 * hop - 1).map((i) => -10_000 - i)),
  );
  expect(block[0][4 * hop - 1]).not.toBe(10_000 + 4 * hop - 1);
});

it('is within 8 ms of the song position after a splice', () => {
  for (const speed of [0.5, 0.75, 1.25, 1.5]) {
    const frames = 20 * hop;
    const block = blockOf(frames);
    createReader(10_000).render([block], 0, frames, 10_000, speed);
    // Every hop ends half of what it gains or loses before its exact position.
    const lag = (hop * (1 - speed)) / 2;
    for (let k = 2; k <= 20; k += 1) {
      const exact = 10_000 + k * hop * speed - lag;
      expect(Math.abs(block[0][k * hop - 1]! + 1 - exact)).toBeLessThanOrEqual(353);
    }
  }
});

it('renders the same in blocks of any size', () => {
  const whole = blockOf(5000);
  createReader(10_000).render([whole], 0, 5000, 10_000, 0.6);
  const inBlocks = blockOf(5000);
  const reader = createReader(10_000);
  for (let from = 0; from < 5000; from += 125) {
    reader.render([inBlocks], from, 125, 10_000 + from * 0.6, 0.6);
  }
  expect(inBlocks).toEqual(whole);
});

it('continues its sound to be faded out, within the hop and past its end', () => {
  const reader = createReader(10_000);
  reader.render([blockOf(hop - 10)], 0, hop - 10, 10_000, 0.9);
  const block = blockOf(30);
  reader.finish([block], 15);
  expect([...block[0].subarray(0, 15)]).toEqual(range(10_000 + hop - 10, 15));
  reader.finish([block], 15);
  expect([...block[0].subarray(0, 15)]).toEqual(range(10_000 + hop + 5, 15));
});

it('starts at the nearest whole frame', () => {
  const block = blockOf(4);
  createReader(99.6).render([block], 0, 4, 99.6, 0.9);
  expect([...block[0]]).toEqual([100, 101, 102, 103]);
});

it('splices with a raised cosine over one hop', () => {
  const block = blockOf(4 * hop);
  createReader(10_000).render([block], 0, 4 * hop, 10_000, 0.9);
  // The fourth hop is the first splice; the samples of the ramp say how far it has come.
  const shift = (i: number) => block[0][3 * hop + i]! - (10_000 + 3 * hop + i);
  const total = shift(hop - 1);
  expect(Math.abs(total)).toBeGreaterThan(300);
  for (const i of [100, 221, 441, 442, 700]) {
    const share = 0.5 - 0.5 * Math.cos((Math.PI * (i + 0.5)) / hop);
    expect(shift(i) / total).toBeCloseTo(share, 4);
  }
});
