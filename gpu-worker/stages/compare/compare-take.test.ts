import type { Analysis } from '@my-pitch/shared/analysis';
import { midiToHz } from '@my-pitch/shared/pitch-units';
import { makeSong } from '@my-pitch/shared/scoring/testing/made-take';
import { describe, expect, it } from 'vitest';
import { alignmentRateHz } from '../align/align-accompaniments.ts';
import { writeScore } from '../score/write-score.ts';
import { randomNumbers } from '../testing/random-numbers.ts';
import { compareTake } from './compare-take.ts';

const hopSeconds = 0.016;

/** The analysis of a voice that sings a made song in tune, from `delaySeconds` on. */
function analysisOf(
  seed: number,
  { semitones = 0, delaySeconds = 0, lateSeconds = 0 } = {},
): Analysis {
  const notes = makeSong(seed).map(({ startSeconds, endSeconds, midi }) => ({
    startSeconds: startSeconds + delaySeconds + lateSeconds,
    endSeconds: endSeconds + delaySeconds + lateSeconds,
    midi: midi + semitones,
    centreMidi: midi + semitones,
    deviationCents: 0,
    confidence: 1,
    loudnessDb: -20,
  }));
  const durationSeconds = (notes.at(-1)?.endSeconds ?? 0) + 2;
  const frequencyHz = new Array<number | null>(Math.ceil(durationSeconds / hopSeconds)).fill(null);
  for (const { startSeconds, endSeconds, midi } of notes) {
    frequencyHz.fill(midiToHz(midi), startSeconds / hopSeconds, endSeconds / hopSeconds);
  }
  const voicedProbability = frequencyHz.map((hz) => (hz === null ? 0 : 1));
  const { tempo, beatSeconds, key } = writeScore({ notes, durationSeconds, title: '' });
  const f0 = { method: 'swift-f0' as const, hopSeconds, frequencyHz, voicedProbability };
  return { version: 1, durationSeconds, f0, notes, tuningOffsetCents: 0, tempo, beatSeconds, key };
}

const analysis = analysisOf(1);
const { notes, durationSeconds } = analysis;
const original = { analysis, score: writeScore({ notes, durationSeconds, title: '' }).score };

/** Noise that stands for a band. */
function band(seconds: number, delaySeconds: number): Float32Array {
  const random = randomNumbers(3);
  const samples = Float32Array.from({ length: seconds * alignmentRateHz }, () => random() - 0.5);
  const delayed = new Float32Array(samples.length);
  delayed.set(
    samples.subarray(0, -delaySeconds * alignmentRateHz || undefined),
    delaySeconds * alignmentRateHz,
  );
  return delayed;
}

describe('a take', () => {
  it('has all points if it is the original', async () => {
    const { overall, alignment, part, singing } = await compareTake(original, { analysis });
    expect(overall.strict).toBeGreaterThanOrEqual(99);
    expect(alignment.method).toBe('voice');
    expect(part.share).toBe(1);
    expect(singing.biasCents).toBe(0);
  });

  it('in another key is aligned by its melody', async () => {
    const take = { analysis: analysisOf(1, { semitones: -3, delaySeconds: 4 }) };
    const { overall, transposition } = await compareTake(original, take);
    expect(overall.strict).toBeGreaterThanOrEqual(99);
    expect(transposition).toMatchObject({ semitones: -3, octaves: 0 });
  });

  it('with the same accompaniment is aligned exactly, so that all notes can be late', async () => {
    const comparison = await compareTake(
      { ...original, accompaniment: band(60, 0) },
      {
        analysis: analysisOf(1, { delaySeconds: 4, lateSeconds: 0.12 }),
        accompaniment: band(64, 4),
      },
    );
    expect(comparison.alignment.method).toBe('accompaniment');
    for (const { take } of comparison.notes) {
      expect(take?.onsetErrorMilliseconds).toBeCloseTo(120, -1);
    }
    expect(comparison.credits.onset).toBeCloseTo(80 / 120, 1);
  });

  it('without a voice has no points', async () => {
    const silent = {
      ...analysis,
      notes: [],
      f0: { ...analysis.f0, frequencyHz: analysis.f0.frequencyHz.map(() => null) },
    };
    const { overall, counts } = await compareTake(original, { analysis: silent });
    expect(overall.beginner).toBe(0);
    expect(counts.missed).toBe(notes.length);
  });

  it('gives the same comparison twice', async () => {
    const take = { analysis: analysisOf(2) };
    expect(await compareTake(original, take)).toEqual(await compareTake(original, take));
  });
});
