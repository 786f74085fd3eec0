import { describe, expect, it } from 'vitest';
import { findClicks, latencyOf } from './measure-latency.ts';

const rateHz = 44_100;
const played = [1, 1.6, 2.2, 2.8, 3.4, 4];

/** Decaying clicks in noise. */
function record(clicks: readonly number[], gain: number, noise: number): Float32Array {
  let state = 7;
  const sound = Float32Array.from({ length: 5 * rateHz }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return noise * (state / 2 ** 31 - 1);
  });
  for (const seconds of clicks) {
    const start = Math.round(seconds * rateHz);
    for (let i = 0; i < 0.05 * rateHz; i++) {
      const decay = Math.exp((-9 * i) / (0.05 * rateHz));
      sound[start + i] = (sound[start + i] ?? 0) + gain * decay * Math.sin(0.17 * i);
    }
  }
  return sound;
}

describe('the latency', () => {
  it('is that of the clicks which the microphone hears, to 4 ms, also soft and in noise', () => {
    for (const latency of [0.02, 0.11, 0.3]) {
      const heard = played.map((seconds) => seconds + latency);
      for (const [gain, noise] of [
        [0.5, 0.001],
        [0.03, 0.002],
      ] as const) {
        const found = latencyOf(played, findClicks(record(heard, gain, noise), rateHz));
        expect(Math.abs((found ?? 9) - latency)).toBeLessThan(0.004);
      }
    }
  });

  it('is that of most claps', () => {
    const claps = played.map(
      (seconds, i) => seconds + 0.1 + [0, 0.015, -0.02, 0.2, 0.01, -0.01][i]!,
    );
    expect(latencyOf(played, claps)).toBeCloseTo(0.105, 2);
  });

  it('is unknown in silence, noise, and if the claps do not agree', () => {
    expect(latencyOf(played, findClicks(record([], 0, 0.01), rateHz))).toBeUndefined();
    expect(latencyOf(played, findClicks(new Float32Array(rateHz), rateHz))).toBeUndefined();
    const wild = played.map((seconds, i) => seconds + [0, 0.3, 0.1, 0.4, 0.2, 0.05][i]!);
    expect(latencyOf(played, wild)).toBeUndefined();
  });
});
