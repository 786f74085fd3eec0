import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { midiToHz } from '@my-pitch/shared/pitch-units';
import { comparisonSchema } from '@my-pitch/shared/scoring/comparison';
import { makeSong } from '@my-pitch/shared/scoring/testing/made-take';
import { afterAll, expect, it } from 'vitest';
import { writeScore } from '../stages/score/write-score.ts';
import { compareSongs } from './compare-songs.ts';
import { SongNotReadable } from './failed-run.ts';

const folder = mkdtempSync(join(tmpdir(), 'compare-test-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Writes the transcription of a made song, sung in tune in a key. */
async function transcription(name: string, semitones: number): Promise<string> {
  const hopSeconds = 0.016;
  const notes = makeSong(1, 3).map(({ startSeconds, endSeconds, midi }) => ({
    startSeconds,
    endSeconds,
    midi: midi + semitones,
    centreMidi: midi + semitones,
    deviationCents: 0,
    confidence: 1,
    loudnessDb: -20,
  }));
  const durationSeconds = (notes.at(-1)?.endSeconds ?? 0) + 1;
  const frequencyHz = new Array<number | null>(Math.ceil(durationSeconds / hopSeconds)).fill(null);
  for (const { startSeconds, endSeconds, midi } of notes) {
    frequencyHz.fill(midiToHz(midi), startSeconds / hopSeconds, endSeconds / hopSeconds);
  }
  const { score, ...found } = writeScore({ notes, durationSeconds, title: name });
  const voicedProbability = frequencyHz.map(() => 1);
  const f0 = { method: 'swift-f0', hopSeconds, frequencyHz, voicedProbability };
  const path = join(folder, name);
  await mkdir(path);
  const analysis = { version: 1, durationSeconds, f0, notes, tuningOffsetCents: 0, ...found };
  writeFileSync(join(path, 'analysis.json'), JSON.stringify(analysis));
  writeFileSync(join(path, 'score.json'), JSON.stringify(score));
  return path;
}

async function compare(originalPath: string, takePath: string, outDir: string) {
  const workDir = mkdtempSync(join(folder, 'work-'));
  const { signal } = new AbortController();
  const tools = { workDir, signal, onProgress: () => {}, onDownload: () => {} };
  const options = { voiceOnly: [], preset: 'balanced', json: false } as const;
  return compareSongs({ originalPath, takePath, outDir, ...options }, tools);
}

it('compares two transcriptions and writes the comparison', async () => {
  const original = await transcription('original', 0);
  const take = await transcription('take', -2);
  const outDir = join(folder, 'out');
  const comparison = await compare(original, take, outDir);
  expect(comparison.overall.strict).toBeGreaterThanOrEqual(99);
  expect(comparison.transposition.semitones).toBe(-2);
  const written = JSON.parse(readFileSync(join(outDir, 'comparison.json'), 'utf8'));
  expect(comparisonSchema.parse(written)).toEqual(comparison);
});

it('refuses a folder without a transcription', async () => {
  const comparing = compare(folder, folder, join(folder, 'none'));
  await expect(comparing).rejects.toThrow(SongNotReadable);
});
