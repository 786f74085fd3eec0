import { hzToMidi } from '@my-pitch/shared/pitch-units';
import { describe, expect, it } from 'vitest';
import { hiss, mix, sing } from '../testing/synthetic-voice.ts';
import { swiftF0 } from './track-swift-f0.ts';

const rate = swiftF0.sampleRateHz;
const hop = 256;
const centsFrom = (midi: number, hz: number | null) =>
  hz === null ? Number.NaN : 100 * (hzToMidi(hz) - midi);

describe('swiftF0', () => {
  it('finds the pitch of steady tones over three octaves within 15 cents', async () => {
    const midis = [43.2, 50, 57.4, 64, 71.7, 79];
    const voice = sing(
      midis.map((midi) => ({ midi, seconds: 0.8 })),
      rate,
    );
    const { frequencyHz, hopSeconds } = await swiftF0.track(voice);
    midis.forEach((midi, i) => {
      for (let at = i * 0.8 + 0.15; at < i * 0.8 + 0.65; at += hopSeconds) {
        const hz = frequencyHz[Math.round(at / hopSeconds)] ?? null;
        expect(Math.abs(centsFrom(midi, hz))).toBeLessThan(15);
      }
    });
  });

  it('keeps the pitch in noise as loud as the voice', async () => {
    const voice = sing([{ midi: 60, seconds: 2 }], rate);
    const { frequencyHz } = await swiftF0.track(mix(voice, hiss(2, 0.2, rate)));
    const right = frequencyHz.filter((hz) => Math.abs(centsFrom(60, hz)) < 50).length;
    expect(right / frequencyHz.length).toBeGreaterThan(0.9);
  });

  it.each([
    ['silence', new Float32Array(rate)],
    ['noise', hiss(2, 0.1, rate)],
    ['no samples', new Float32Array(0)],
    ['a single sample', Float32Array.of(1)],
  ])('finds no voiced frames in %s', async (_, samples) => {
    const { frequencyHz, voicedProbability } = await swiftF0.track(samples);
    expect(frequencyHz).toHaveLength(Math.floor(samples.length / hop));
    expect(voicedProbability).toHaveLength(frequencyHz.length);
    expect(frequencyHz.filter((hz) => hz !== null).length).toBeLessThan(
      frequencyHz.length / 50 + 1,
    );
  });

  it('doubts a soft voice if it was separated from a band', async () => {
    const voice = sing([{ midi: 60, seconds: 2 }], rate);
    voice.subarray(rate).forEach((sample, i) => {
      voice[rate + i] = sample / 30;
    });
    const middle = Math.round((1.5 * rate) / hop);
    const voicing = async (isSeparated: boolean) =>
      (await swiftF0.track(voice, { isSeparated })).voicedProbability[middle] as number;
    expect(await voicing(true)).toBeLessThan((await voicing(false)) - 0.02);
  });

  it('gives the same across the borders of its windows', async () => {
    const tones = Array.from({ length: 70 }, (_, i) => ({ midi: 55 + (i % 12), seconds: 0.5 }));
    const voice = sing(tones, rate);
    const whole = await swiftF0.track(voice);
    // Starts 100 hops later, so that the windows have other borders.
    const later = await swiftF0.track(voice.subarray(100 * hop));
    for (let frame = 120; frame < whole.frequencyHz.length; frame++) {
      const [a, b] = [whole.frequencyHz[frame], later.frequencyHz[frame - 100]];
      if (a && b) expect(Math.abs(1200 * Math.log2(a / b))).toBeLessThan(1);
      else expect(a).toBe(b);
    }
  });

  it('takes a hop whose peak is below a thousandth for silence', async () => {
    const voice = sing([{ midi: 60, seconds: 1 }], rate);
    const loudest = voice.reduce((peak, sample) => Math.max(peak, Math.abs(sample)), 0);
    const probabilityAt = async (peak: number) => {
      const { voicedProbability } = await swiftF0.track(
        voice.map((sample) => (peak * sample) / loudest),
      );
      return voicedProbability[30];
    };
    expect(await probabilityAt(0.9e-3)).toBe(0);
    expect(await probabilityAt(1.6e-3)).toBeGreaterThan(0);
  });

  it('reports its progress every 10 s', async () => {
    const shares: number[] = [];
    await swiftF0.track(new Float32Array(25 * rate), { onProgress: (share) => shares.push(share) });
    expect(shares).toHaveLength(4);
    expect(shares.slice(0, 3)).toEqual([0, expect.closeTo(0.4, 2), expect.closeTo(0.8, 2)]);
    expect(shares[3]).toBe(1);
  });

  it('stops when aborted', async () => {
    const stopped = AbortSignal.abort(new Error('cancelled'));
    await expect(swiftF0.track(new Float32Array(rate), { signal: stopped })).rejects.toThrow(
      'cancelled',
    );
  });
});
