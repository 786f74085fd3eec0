import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readMono } from '../recordings/read-mono.ts';
import { writeWav } from '../recordings/write-wav.ts';
import { atSpeed, transposed } from './distort.ts';

const rateHz = 44_100;
const starts = [0.5, 1.3, 1.9];
let folder: string;
let voicePath: string;

/** Three sung notes in 3 s. */
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'my-pitch-distort-'));
  const voice = new Float32Array(3 * rateHz);
  for (const startSeconds of starts) {
    for (let i = 0; i < 0.4 * rateHz; i++) {
      const phase = (2 * Math.PI * 220 * i) / rateHz;
      const partials = [1, 2, 3, 4, 5].map((n) => Math.sin(n * phase) / n);
      const envelope = Math.min(1, i / (0.02 * rateHz));
      voice[Math.round(startSeconds * rateHz) + i] =
        0.2 * envelope * partials.reduce((sum, partial) => sum + partial, 0);
    }
  }
  voicePath = writeWav(voice, join(folder, 'voice.wav'), rateHz);
});
afterAll(() => rmSync(folder, { recursive: true }));

/** When the sound rises above half of what it reaches, after each start. */
function risesOf(path: string, expected: readonly number[]): number[] {
  const voice = readMono(path, rateHz);
  return expected.map((seconds) => {
    const from = Math.round((seconds - 0.1) * rateHz);
    const around = voice.subarray(from, from + 0.3 * rateHz).map(Math.abs);
    const half = 0.5 * around.reduce((a, b) => Math.max(a, b));
    return (from + around.findIndex((sample) => sample > half)) / rateHz;
  });
}

describe.each([
  ['at 0.7 times the speed', atSpeed(0.7), 0.7],
  ['at 1.4 times the speed', atSpeed(1.4), 1.4],
  ['a fifth higher', transposed(7), 1],
  ['a fifth lower', transposed(-7), 1],
])('a voice %s', (_, distort, speed) => {
  it('begins its notes where the labels are', () => {
    const expected = risesOf(voicePath, starts).map((seconds) => seconds / speed);
    const path = distort(voicePath, folder);
    risesOf(path, expected).forEach((seconds, i) => {
      expect(Math.abs(seconds - (expected[i] ?? 0))).toBeLessThan(0.007);
    });
    expect(readMono(path, rateHz).length / rateHz).toBeCloseTo(3 / speed, 3);
  });
});
