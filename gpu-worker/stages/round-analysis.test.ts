import { expect, it } from 'vitest';
import { roundAnalysis } from './round-analysis.ts';

it('rounds measurements and keeps the hop exact', () => {
  const hopSeconds = 512 / 22050;
  const rounded = roundAnalysis({
    version: 1,
    durationSeconds: 1.00004999,
    f0: {
      method: 'pyin',
      hopSeconds,
      frequencyHz: [null, 440.1249],
      voicedProbability: [0.00049, 0.98765],
    },
    notes: [
      {
        startSeconds: 0.123456,
        endSeconds: 0.5,
        midi: 69,
        centreMidi: 69.00449,
        deviationCents: -0.04,
        confidence: 0.98765,
        loudnessDb: -20.26,
      },
    ],
    tuningOffsetCents: 12.345,
    tempo: { quarterBpm: 89.999, confidence: 0.12345 },
    beatSeconds: [0.33333333],
    key: { fifths: 0, mode: 'major', confidence: 0.55555 },
  });
  expect(rounded).toMatchObject({
    durationSeconds: 1,
    f0: { hopSeconds, frequencyHz: [null, 440.12], voicedProbability: [0, 0.988] },
    tuningOffsetCents: 12.3,
    tempo: { quarterBpm: 90, confidence: 0.123 },
    beatSeconds: [0.3333],
    key: { confidence: 0.556 },
  });
  expect(rounded.notes).toEqual([
    {
      startSeconds: 0.1235,
      endSeconds: 0.5,
      midi: 69,
      centreMidi: 69.004,
      deviationCents: 0,
      confidence: 0.988,
      loudnessDb: -20.3,
    },
  ]);
});
