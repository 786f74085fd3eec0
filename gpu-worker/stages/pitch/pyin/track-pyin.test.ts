import { midiToHz } from '@my-pitch/shared/pitch-units';
import { describe, expect, it } from 'vitest';
import { goldenVoices, hiss, sing } from '../testing/synthetic-voice.ts';
import golden from './pyin.golden.json' with { type: 'json' };
import { pyin } from './track-pyin.ts';

const cents = (a: number, b: number) => Math.abs(1200 * Math.log2(a / b));

describe('pyin', () => {
  it.each(Object.entries(golden.voices))('agrees with librosa: %s', async (name, expected) => {
    const track = await pyin.track(goldenVoices[name]!());
    const frames = track.frequencyHz.length;
    expect(frames).toBe(expected.frequencyHz.length);
    const sameVoicing = track.frequencyHz.filter(
      (hz, i) => (hz === null) === (expected.frequencyHz[i] === null),
    ).length;
    expect(sameVoicing / frames).toBeGreaterThanOrEqual(0.98);
    const distances = track.frequencyHz.flatMap((hz, i) => {
      const reference = expected.frequencyHz[i];
      return hz !== null && reference ? [cents(hz, reference)] : [];
    });
    const near = distances.filter((distance) => distance <= 10).length;
    expect(distances.length).toBeGreaterThan(frames / 4);
    expect(near / distances.length).toBeGreaterThanOrEqual(0.99);
    track.voicedProbability.forEach((probability, i) => {
      expect(Math.abs(probability - expected.voicedProbability[i]!)).toBeLessThan(0.05);
    });
  });

  it('finds the true pitch within 3 cents in the middle of a steady tone', async () => {
    const { frequencyHz } = await pyin.track(sing([{ midi: 60.37, seconds: 1 }]));
    for (const hz of frequencyHz.slice(5, -5)) {
      expect(cents(hz ?? 0, midiToHz(60.37))).toBeLessThan(3);
    }
  });

  it.each([
    ['silence', new Float32Array(22_050)],
    ['no samples', new Float32Array(0)],
    ['a single sample', Float32Array.of(1)],
  ])('finds no voiced frames in %s', async (_, samples) => {
    const { frequencyHz, voicedProbability } = await pyin.track(samples);
    expect(frequencyHz).toHaveLength(Math.floor(samples.length / 512) + 1);
    expect(voicedProbability).toHaveLength(frequencyHz.length);
    expect(frequencyHz.every((hz) => hz === null)).toBe(true);
  });

  it('finds next to no voiced frames in noise', async () => {
    const { frequencyHz } = await pyin.track(hiss(3, 0.3));
    const voiced = frequencyHz.filter((hz) => hz !== null).length;
    expect(voiced / frequencyHz.length).toBeLessThan(0.1);
  });

  it('reports its progress and stops when aborted', async () => {
    const shares: number[] = [];
    await pyin.track(new Float32Array(22_050), { onProgress: (s) => shares.push(s) });
    expect(shares).toEqual([0, 1]);
    const everyTurn: number[] = [];
    // 600 frames: the event loop gets a turn every 512.
    await pyin.track(new Float32Array(599 * 512), { onProgress: (s) => everyTurn.push(s) });
    expect(everyTurn).toEqual([0, 512 / 600, 1]);
    const signal = AbortSignal.abort(new Error('enough'));
    await expect(pyin.track(new Float32Array(10), { signal })).rejects.toThrow('enough');
  });
});
