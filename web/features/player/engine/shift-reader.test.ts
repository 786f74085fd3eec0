import { describe, expect, it } from 'vitest';
import { PcmStore, pieceFrames } from './pcm-store.ts';
import { ResampleKernel } from './resample-kernel.ts';
import { ShiftReader } from './shift-reader.ts';
import type { StereoBlock } from './sound-reader.ts';

const rateHz = 44_100;
const block = 128;
const shifts = [-6, -3, -1, 1, 4, 6];
const ratioOf = (semitones: number) => 2 ** (semitones / 12);

/** Stems of ten seconds, each a function of the frame. */
function storeOf(...stems: readonly ((frame: number) => number)[]): PcmStore {
  const store = new PcmStore(stems.length);
  for (const [stem, sound] of stems.entries()) {
    for (let piece = 0; piece < 4; piece += 1) {
      const start = piece * pieceFrames;
      store.put(stem, piece, [
        Float32Array.from({ length: pieceFrames }, (_, i) => sound(start + i)),
      ]);
    }
  }
  return store;
}

const sine = (hertz: number) => (frame: number) =>
  0.5 * Math.sin((2 * Math.PI * hertz * frame) / rateHz);
const noise = (frame: number) =>
  ((Math.imul(frame ^ 0x9e3779b9, 0x85ebca6b) >>> 8) & 0xffff) / 65536 - 0.5;

interface Playing {
  readonly store: PcmStore;
  readonly semitones: number;
  readonly speed: number;
  readonly position?: number;
}

/** The left channels of all stems. */
function play({ store, semitones, speed, position = 44_100 }: Playing, frames: number) {
  const kernel = new ResampleKernel(ratioOf(semitones));
  const weights = new Float32Array(store.stemCount).fill(1);
  const reader = new ShiftReader(store, weights, rateHz, position, kernel, block);
  const whole = Array.from({ length: store.stemCount }, () => new Float32Array(frames));
  for (let done = 0; done < frames; done += block) {
    const stems = whole.map((): StereoBlock => [new Float32Array(block), new Float32Array(block)]);
    reader.render(stems, 0, block, position + done * speed, speed);
    for (const [stem, recorded] of whole.entries()) {
      recorded.set(stems[stem]![0].subarray(0, frames - done), done);
    }
  }
  return whole as [Float32Array, ...Float32Array[]];
}

/** The pitch in Hz from rising zero crossings, interpolated to a fraction of a sample. */
function pitchOf(signal: Float32Array): number {
  const rises: number[] = [];
  for (let i = 1; i < signal.length; i += 1) {
    const [a, b] = [signal[i - 1]!, signal[i]!];
    if (a < 0 && b >= 0) rises.push(i - 1 + a / (a - b));
  }
  return ((rises.length - 1) * rateHz) / (rises.at(-1)! - rises[0]!);
}

const loudnessOf = (signal: Float32Array) =>
  Math.sqrt(signal.reduce((sum, x) => sum + x * x, 0) / signal.length);

describe.each([0.5, 1, 1.5])('at %f×', (speed) => {
  it.each(shifts)('a tone is %i semitones higher, to 5 cents, and as loud', (semitones) => {
    for (const hertz of [110, 880]) {
      const [out] = play({ store: storeOf(sine(hertz)), semitones, speed }, rateHz);
      const cents = 1200 * Math.log2(pitchOf(out) / (hertz * ratioOf(semitones)));
      expect(Math.abs(cents)).toBeLessThan(5);
      expect(loudnessOf(out)).toBeCloseTo(0.5 / Math.SQRT2, 1);
    }
  });

  it.each([-4, 5])('stems stay aligned to the sample, %i semitones higher', (semitones) => {
    const store = storeOf(noise, (frame) => -noise(frame));
    const [first, second] = play({ store, semitones, speed }, rateHz / 2);
    expect(Math.max(...first.map((x, i) => Math.abs(x + second![i]!)))).toBeLessThan(1e-6);
    expect(Math.max(...first)).toBeGreaterThan(0.2);
  });

  it.each([-6, 6])('an onset is within 15 ms of its time, %i semitones higher', (semitones) => {
    const beat = rateHz / 2;
    const drum = (frame: number) => noise(frame) * Math.exp(-(frame % beat) / 2000);
    const [out] = play({ store: storeOf(drum), semitones, speed, position: 0 }, 4 * rateHz);
    const level = (at: number) => Math.max(...out.subarray(at, at + 64).map(Math.abs));
    for (let k = 1; (k * beat) / speed < 3.8 * rateHz; k += 1) {
      const expected = Math.round((k * beat) / speed);
      let onset = expected - 4000;
      while (level(onset) < 0.15 && onset < expected + 4000) onset += 64;
      expect(Math.abs(onset - expected) / rateHz).toBeLessThan(0.015);
    }
  });
});

it('a tone without splices is shifted without any other sound', () => {
  // At the speed that the shift has by itself the sound is only read faster.
  const ratio = ratioOf(4);
  const [out] = play({ store: storeOf(sine(1000)), semitones: 4, speed: ratio }, 8000);
  const position = 44_100;
  const wanted = (i: number) => sine(1000)(position + i * ratio);
  const error = Math.max(...out.map((x, i) => Math.abs(x - wanted(i))));
  expect(error).toBeLessThan(0.5e-3);
});

it('what would lie above half of the sample rate is left out', () => {
  const ratio = ratioOf(6);
  // 18 kHz would become 25.5 kHz, and sound as 18.6 kHz.
  const [out] = play({ store: storeOf(sine(18_000)), semitones: 6, speed: ratio }, 8000);
  expect(loudnessOf(out)).toBeLessThan(0.02);
});

it('goes on where it was when it is faded out', () => {
  const ratio = ratioOf(-3);
  const kernel = new ResampleKernel(ratio);
  const create = () =>
    new ShiftReader(storeOf(sine(300)), Float32Array.of(1), rateHz, 5000, kernel, block);
  const blockOf = (): StereoBlock => [new Float32Array(block), new Float32Array(block)];
  const [played, faded] = [create(), create()];
  const [expected, actual] = [blockOf(), blockOf()];
  played.render([blockOf()], 0, block, 5000, ratio);
  played.render([expected], 0, block, 5000 + block * ratio, ratio);
  faded.render([blockOf()], 0, block, 5000, ratio);
  faded.finish([actual], block);
  expect(actual[0]).toEqual(expected[0]);
});
