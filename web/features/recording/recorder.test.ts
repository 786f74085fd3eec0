import { expect, it } from 'vitest';
import { en } from '../../lib/messages/en.ts';
import { ko } from '../../lib/messages/ko.ts';
import { adviceFor, loudnessOf } from './loudness.ts';
import { recordingName } from './recording-name.ts';
import { microphoneProblemOf } from './start-recording.ts';
import { isFullAt } from './use-recorder.ts';

it('measures −3 dB for a full-scale sine, with a peak of 0 dB, and −60 dB for silence', () => {
  const sine = Float32Array.from({ length: 4410 }, (_, i) => Math.sin((2 * Math.PI * i) / 44.1));
  const { rmsDb, peakDb } = loudnessOf(sine);
  expect(rmsDb).toBeCloseTo(-3.01, 2);
  expect(peakDb).toBeCloseTo(0, 1);
  expect(loudnessOf(new Float32Array(128))).toEqual({ rmsDb: -60, peakDb: -60 });
});

it('advises only against clipping and a very low level', () => {
  const quiet = { rmsDb: -55, peakDb: -40 };
  expect(adviceFor([quiet, quiet])).toBe('too-quiet');
  expect(adviceFor([quiet, { rmsDb: -20, peakDb: -6 }])).toBeUndefined();
  expect(adviceFor([quiet, { rmsDb: -5, peakDb: 0 }])).toBe('too-loud');
  expect(adviceFor([])).toBeUndefined();
});

it('distinguishes a denied, a missing and a busy microphone', () => {
  const problem = (name: string) => microphoneProblemOf(new DOMException('', name));
  expect(problem('NotAllowedError')).toBe('denied');
  expect(problem('NotFoundError')).toBe('missing');
  expect(problem('NotReadableError')).toBe('busy');
  expect(microphoneProblemOf(new TypeError())).toBe('busy');
  expect(microphoneProblemOf({ name: 'OverconstrainedError' })).toBe('missing');
});

it('ends a recording two seconds before the maximum length', () => {
  expect([0, 57.9, 58].map((seconds) => isFullAt(seconds, 60))).toEqual([false, false, true]);
});

it('names a recording after its time and its container', () => {
  const at = new Date(2026, 0, 2, 3, 4);
  const name = (type: string) => recordingName(en.record.fileName, at, type, 'en');
  expect(name('audio/webm;codecs=opus')).toBe('Recording, January 2, 3.04 am.webm');
  expect(name('audio/mp4')).toBe('Recording, January 2, 3.04 am.m4a');
  expect(name('audio/ogg')).toBe('Recording, January 2, 3.04 am.ogg');
  expect(recordingName(ko.record.fileName, at, 'audio/ogg', 'ko')).toBe(
    '녹음 1월 2일 오전 3시 4분.ogg',
  );
});
