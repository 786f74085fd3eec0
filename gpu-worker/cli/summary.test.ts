import type { Analysis } from '@my-pitch/shared/analysis';
import type { Score } from '@my-pitch/shared/score';
import { expect, it } from 'vitest';
import { renderSummary, summarise } from './summary.ts';

const note = { startSeconds: 1, endSeconds: 2, deviationCents: 0, confidence: 1, loudnessDb: -20 };
const analysis: Analysis = {
  version: 1,
  durationSeconds: 65,
  f0: { method: 'pyin', hopSeconds: 0.02, frequencyHz: [], voicedProbability: [] },
  notes: [
    { ...note, midi: 57, centreMidi: 57.1 },
    { ...note, midi: 66, centreMidi: 66.1 },
  ],
  tuningOffsetCents: 12.4,
  tempo: { quarterBpm: 89.7, confidence: 0.5 },
  beatSeconds: [],
  key: { fifths: -3, mode: 'minor', confidence: 0.5 },
};
const run = { song: 'a.mp3', outDir: 'out', processingSeconds: 30 };
const artifacts = [{ name: 'score.json' as const, path: '/x/score.json' }];

function summaryOf(model?: string) {
  return summarise({ analysis, artifacts, score: {} as Score }, { ...run, model });
}

it('prints the result and the licence of the weights', () => {
  expect(renderSummary(summaryOf('htdemucs'))).toBe(`Length      1:05
Notes       2, A3 to F#4
Key         C minor
Tempo       90 quarter notes a minute
Tuning      +12 cents from A = 440 Hz
Time taken  0:30
Written to  out: score.json

Separated with htdemucs. HTDemucs weights: personal and research use only.`);
});

it('prints no licence when nothing was separated', () => {
  expect(renderSummary(summaryOf())).not.toContain('weights');
  expect(summaryOf()).not.toHaveProperty('model');
});
