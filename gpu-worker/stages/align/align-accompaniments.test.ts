import { expect, it } from 'vitest';
import { randomNumbers } from '../testing/random-numbers.ts';
import { alignAccompaniments, alignmentRateHz } from './align-accompaniments.ts';

/** Low-passed noise, which changes all the time as music does. */
function band(seed: number, seconds: number): Float32Array {
  const random = randomNumbers(seed);
  let [a, b] = [0, 0];
  return Float32Array.from({ length: seconds * alignmentRateHz }, () => {
    a = 0.9 * a + 0.1 * (2 * random() - 1);
    b = 0.5 * b + 0.5 * a;
    return b;
  });
}

function mix(...[first = new Float32Array(), ...others]: Float32Array[]): Float32Array {
  return first.map((sample, i) => others.reduce((sum, other) => sum + (other[i] ?? 0), sample));
}

const song = band(1, 90);

it('finds the exact delay of a part, under a room and another sound', async () => {
  const from = 12.345;
  const part = song.slice(Math.round(from * alignmentRateHz), 70 * alignmentRateHz);
  const echo = Float32Array.from(part, (_, i) => 0.5 * (part[i - 350] ?? 0));
  const alignment = await alignAccompaniments(song, mix(part, echo, band(7_654_321, 60)));
  expect(alignment?.[0]?.takeSeconds).toBeCloseTo(-from, 2);
  expect((alignment?.[1]?.takeSeconds ?? 0) - (alignment?.[0]?.takeSeconds ?? 0)).toBeCloseTo(1, 4);
});

it('finds a take that began earlier', async () => {
  const take = new Float32Array(80 * alignmentRateHz);
  take.set(song.subarray(0, 74 * alignmentRateHz), 6 * alignmentRateHz);
  const alignment = await alignAccompaniments(song, mix(take, band(7_654_321, 80)));
  expect(alignment?.[0]?.takeSeconds).toBeCloseTo(6, 2);
});

it('follows a clock that runs faster', async () => {
  const faster = Float32Array.from(song, (_, i) => {
    const at = i * 1.0002;
    const [left = 0, right = 0] = song.subarray(Math.floor(at), Math.floor(at) + 2);
    return left + (at % 1) * (right - left);
  });
  const alignment = await alignAccompaniments(song, faster);
  const [start, end] = [alignment?.[0], alignment?.[1]];
  const speed = (end?.takeSeconds ?? 0) - (start?.takeSeconds ?? 0);
  expect(speed).toBeCloseTo(1 / 1.0002, 4);
});

it.each([
  ['another accompaniment', band(1_234_567, 60)],
  ['silence', new Float32Array(60 * alignmentRateHz)],
  ['a few seconds', song.slice(0, 8 * alignmentRateHz)],
  ['the same at another speed', song.filter((_, i) => i % 20 !== 0)],
])('does not align %s', async (_, take) => {
  expect(await alignAccompaniments(song, take)).toBeUndefined();
});
