import { expect, test } from 'vitest';
import { adviceFor, loudnessOf } from './loudness.ts';
import { microphoneProblemOf } from './microphone-problem.ts';
import { isFullAt } from './recording-length.ts';
import { recordingName } from './recording-name.ts';

test('the loudness of a full-scale sine is −3 dB, its peak 0 dB, and of silence the least', () => {
  const sine = Float32Array.from({ length: 4410 }, (_, i) => Math.sin((2 * Math.PI * i) / 44.1));
  const { rmsDb, peakDb } = loudnessOf(sine);
  expect(rmsDb).toBeCloseTo(-3.01, 2);
  expect(peakDb).toBeCloseTo(0, 1);
  expect(loudnessOf(new Float32Array(128))).toEqual({ rmsDb: -60, peakDb: -60 });
});

test('advises against clipping and against whispering, and else not at all', () => {
  const quiet = { rmsDb: -55, peakDb: -40 };
  expect(adviceFor([quiet, quiet])).toBe('too-quiet');
  expect(adviceFor([quiet, { rmsDb: -20, peakDb: -6 }])).toBeUndefined();
  expect(adviceFor([quiet, { rmsDb: -5, peakDb: 0 }])).toBe('too-loud');
  expect(adviceFor([])).toBeUndefined();
});

test('a microphone’s refusal is told from its absence', () => {
  const problem = (name: string) => microphoneProblemOf(new DOMException('', name));
  expect(problem('NotAllowedError')).toBe('denied');
  expect(problem('NotFoundError')).toBe('missing');
  expect(problem('NotReadableError')).toBe('busy');
  expect(microphoneProblemOf(new TypeError())).toBe('busy');
  expect(microphoneProblemOf({ name: 'OverconstrainedError' })).toBe('missing');
});

test('a recording ends before it is longer than a song may be', () => {
  expect([0, 57.9, 58].map((seconds) => isFullAt(seconds, 60))).toEqual([false, false, true]);
});

test('a recording is named by its moment and its container', () => {
  const at = new Date(2026, 0, 2, 3, 4);
  const name = (type: string) => recordingName((moment) => `Recording ${moment}`, at, type);
  expect(name('audio/webm;codecs=opus')).toBe('Recording 2026-01-02 03-04.webm');
  expect(name('audio/mp4')).toBe('Recording 2026-01-02 03-04.m4a');
  expect(name('audio/ogg')).toBe('Recording 2026-01-02 03-04.ogg');
});
