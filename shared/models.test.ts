import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { analysisSchema } from './analysis.ts';
import { leaseSchema, storedArtifactSchema } from './job.ts';
import { melodyScore, odeToJoy } from './notation/melody.fixture.ts';
import { scoreSchema } from './score.ts';
import { progressSchema } from './stages.ts';

type Json = string | number | boolean | null | Json[] | { [name: string]: Json };

/** A copy of a value with another value at a path such as `notes.0.midi`. */
function changed(value: Json, path: string, to: Json): Json {
  const [first = '', ...others] = path.split('.');
  if (first === '') return to;
  if (Array.isArray(value)) {
    return value.map((item, i) =>
      String(i) === first ? changed(item, others.join('.'), to) : item,
    );
  }
  const fields = value !== null && typeof value === 'object' ? value : {};
  return { ...fields, [first]: changed(fields[first] ?? null, others.join('.'), to) };
}

/** Which of these values a model accepts at a path. */
function accepted(schema: z.ZodType, model: object, path: string, values: readonly Json[]) {
  const json: Json = JSON.parse(JSON.stringify(model));
  expect(schema.safeParse(json).success).toBe(true);
  return values.filter((value) => schema.safeParse(changed(json, path, value)).success);
}

type Case = readonly [path: string, accepted: readonly Json[], refused: readonly Json[]];

describe('a score', () => {
  const score = melodyScore(odeToJoy);
  it.each<Case>([
    ['version', [1], [0, 2]],
    ['ticksPerQuarter', [48], [24, 96]],
    ['clef', ['treble', 'treble-8vb', 'bass'], ['alto']],
    ['measures', [], [[]]],
    ['measures.0.number', [0, 1], [-1, 0.5]],
    ['measures.0.startTick', [0, 192], [-1, 0.5]],
    ['measures.0.elements', [], [[]]],
    ['measures.0.elements.0.startTick', [0, 48], [-1, 0.5]],
    ['measures.0.elements.0.durationTicks', [1, 48], [0, 0.5]],
    ['measures.0.elements.0.type', ['whole', '32nd'], ['64th', 4]],
    ['measures.0.elements.0.dots', [0, 2], [-1, 3, 0.5]],
    ['measures.0.elements.0.beam', [0, 3], [-1, 0.5]],
    ['measures.0.elements.0.sungNote', [0, 3], [-1, 0.5]],
    ['measures.0.elements.0.tuplet', [{ actual: 3, normal: 2 }], [{ actual: 0, normal: 2 }, {}]],
    ['measures.0.elements.0.pitch.step', ['C', 'B'], ['H']],
    ['measures.0.elements.0.pitch.alter', [-2, 0, 2], [-3, 3, 0.5]],
    ['measures.0.elements.0.pitch.octave', [-1, 4, 9], [-2, 10, 0.5]],
    ['measures.0.timeSignature.beats', [1, 12], [0, 1.5]],
    ['measures.0.timeSignature.beatType', [2, 4, 8, 16], [1, 3, 32]],
    ['measures.0.keySignature.fifths', [-7, 0, 7], [-8, 8, 0.5]],
    ['measures.0.keySignature.mode', ['major', 'minor'], ['dorian']],
    ['sungNotes.0.startSeconds', [0, 1.5], [-0.1]],
    ['sungNotes.0.endSeconds', [0.1], [0, -1]],
    ['sungNotes.0.confidence', [0, 0.5, 1], [-0.1, 1.1]],
    ['sungNotes.0.vibrato', [{ rateHz: 5, extentCents: 40 }], [{ rateHz: 0, extentCents: 40 }]],
    ['tempos', [], [[]]],
    ['tempos.0.tick', [0, 48], [-1, 0.5]],
    ['tempos.0.quarterBpm', [80.5], [0, -1]],
    ['tempos.0.swing', [true], [false]],
    ['timeMap', [], [[], [{ tick: 0, seconds: 0 }]]],
    ['timeMap.0.tick', [-48, 0], [0.5]],
  ])('has only meaningful values at %s', (path, right, wrong) => {
    expect(accepted(scoreSchema, score, path, [...right, ...wrong])).toEqual(right);
  });
});

describe('an analysis', () => {
  const note = {
    ...{ startSeconds: 0, endSeconds: 1, midi: 60, centreMidi: 60.1, deviationCents: 10 },
    ...{ confidence: 0.9, loudnessDb: -20, vibrato: { rateHz: 5, extentCents: 40 } },
  };
  const analysis = {
    version: 1,
    durationSeconds: 3,
    f0: { method: 'pyin', hopSeconds: 0.01, frequencyHz: [440, null], voicedProbability: [1, 0] },
    notes: [note],
    tuningOffsetCents: -12,
    tempo: { quarterBpm: 80, confidence: 0.5 },
    beatSeconds: [0, 0.75],
    key: { fifths: 2, mode: 'major', confidence: 0.5 },
  };
  it.each<Case>([
    ['version', [1], [2]],
    ['durationSeconds', [0.1], [0, -1]],
    ['f0.method', ['swift-f0', 'pyin'], ['ear']],
    ['f0.hopSeconds', [0.01], [0, -0.01]],
    ['f0.frequencyHz', [[], [null, 82.4]], [[0], [-440]]],
    ['f0.voicedProbability', [[], [0, 1]], [[-0.1], [1.1]]],
    ['notes.0.startSeconds', [0, 2], [-0.1]],
    ['notes.0.endSeconds', [0.1], [0]],
    ['notes.0.midi', [0, 60, 127], [-1, 128, 60.5]],
    ['notes.0.confidence', [0, 1], [-0.1, 1.1]],
    ['notes.0.vibrato.rateHz', [5], [0]],
    ['notes.0.vibrato.extentCents', [40], [0]],
    ['tempo.quarterBpm', [80], [0]],
    ['tempo.confidence', [0, 1], [-0.1, 1.1]],
    ['key.fifths', [-7, 7], [-8, 8, 0.5]],
    ['key.mode', ['minor'], ['dorian']],
    ['key.confidence', [0, 1], [-0.1, 1.1]],
  ])('has only meaningful values at %s', (path, right, wrong) => {
    expect(accepted(analysisSchema, analysis, path, [...right, ...wrong])).toEqual(right);
  });
});

describe('a job', () => {
  it.each<Case>([
    ['stage', ['decode', 'store'], ['upload']],
    ['stageFraction', [0, 0.5, 1], [-0.1, 1.1]],
    ['overallFraction', [0, 0.5, 1], [-0.1, 1.1]],
    ['endsAt', ['2026-01-02T03:04:05.000Z'], ['soon']],
  ])('has only meaningful progress: %s', (path, right, wrong) => {
    const progress = { stage: 'pitch', stageFraction: 0, overallFraction: 0 };
    expect(accepted(progressSchema, progress, path, [...right, ...wrong])).toEqual(right);
  });

  it.each<Case>([
    ['workerId', ['a'], ['']],
    ['attempt', [1, 5], [0, 1.5]],
    ['messageId', ['m'], ['']],
    ['expiresAt', ['1970-01-01T00:00:00.000Z'], ['', 0]],
  ])('has only meaningful leases: %s', (path, right, wrong) => {
    const expiresAt = '2026-01-02T03:04:05.000Z';
    const lease = { workerId: 'worker', attempt: 1, messageId: 'message', expiresAt };
    expect(accepted(leaseSchema, lease, path, [...right, ...wrong])).toEqual(right);
  });

  it('has artifacts of known names, which may be empty', () => {
    const artifact = { name: 'score.json', sizeBytes: 10 };
    const sizes = accepted(storedArtifactSchema, artifact, 'sizeBytes', [0, 5, -1, 0.5]);
    expect(sizes).toEqual([0, 5]);
    expect(accepted(storedArtifactSchema, artifact, 'name', ['score.mid', 'a.txt'])).toEqual([
      'score.mid',
    ]);
  });
});
