import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { tune } from './melody.ts';
import { sungAt, synthesiseSilence, synthesiseSong, synthesiseVoice } from './synthesise-song.ts';

const samplesOf = (wav: Uint8Array) => new Int16Array(Uint8Array.from(wav.subarray(44)).buffer);

it('is deterministic, 8 s long, stereo, and does not clip', () => {
  const song = synthesiseSong();
  const samples = samplesOf(song);
  expect(samples.length).toBe(8 * 44100 * 2);
  const peak = samples.reduce((max, sample) => Math.max(max, Math.abs(sample)), 0);
  expect(peak).toBeGreaterThan(8000);
  expect(peak).toBeLessThan(32767);
  const hash = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
  expect(hash(synthesiseSong())).toBe(hash(song));
});

it('offers a voice without accompaniment, and silence', () => {
  expect(samplesOf(synthesiseVoice()).length).toBe(3 * 44100);
  expect(samplesOf(synthesiseSilence(1)).every((sample) => sample === 0)).toBe(true);
});

it('lists the onset of each note', () => {
  expect(sungAt(tune).at(-1)).toEqual({ startSeconds: 7, midi: 64 });
});
