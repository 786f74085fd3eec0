import { readFileSync, writeFileSync } from 'node:fs';
import type { Analysis } from '@my-pitch/shared/analysis';
import { MachineFailure } from '@my-pitch/shared/errors';
import { type JobId, jobIdSchema } from '@my-pitch/shared/ids';
import { type Job, jobSchema } from '@my-pitch/shared/job';
import { expireFilesWrite } from '@my-pitch/shared/job-writes';
import { type ArtifactName, correctionsName } from '@my-pitch/shared/keys';
import { editableOf } from '@my-pitch/shared/notation/document-of-score';
import { comparisonSchema } from '@my-pitch/shared/scoring/comparison';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from './audio/testing/audio-fixtures.ts';
import { compareWithOriginal } from './compare-with-original.ts';
import { FakeTable, queuedJob } from './queue/testing/fake-worker.ts';
import type { TranscribedSong } from './stages/run-stages.ts';
import { writeScore } from './stages/score/write-score.ts';

const originalId: JobId = jobIdSchema.parse('99999999-2222-4333-8444-555555555555');
const past = '2026-01-01T00:00:00.000Z';

function originalJob(different: object = {}): Job {
  return jobSchema.parse({
    ...{ ...queuedJob, jobId: originalId, status: 'completed', startedAt: past, completedAt: past },
    ...{ processingSeconds: 1, durationSeconds: 4, resultsExpireAt: '2100-01-01T00:00:00.000Z' },
    artifacts: [],
    ...different,
  });
}

const notes = [60, 62, 64].map((midi, n) => ({
  ...{ startSeconds: n, endSeconds: n + 0.9, midi, centreMidi: midi },
  ...{ deviationCents: 0, confidence: 1, loudnessDb: -20 },
}));
const hopSeconds = 0.01;
const frequencyHz = Array.from({ length: 300 }, (_, i) =>
  i % 100 < 90 ? 440 * 2 ** (((notes[Math.floor(i / 100)]?.midi ?? 0) - 69) / 12) : null,
);
const written = writeScore({ notes, durationSeconds: 3, title: 'Scale' });
const analysis: Analysis = {
  ...{ version: 1, durationSeconds: 3, notes, tuningOffsetCents: 0 },
  ...{ tempo: written.tempo, beatSeconds: written.beatSeconds, key: written.key },
  f0: {
    ...{ method: 'swift-f0', hopSeconds, frequencyHz },
    voicedProbability: frequencyHz.map((hz) => (hz === null ? 0 : 1)),
  },
};
const take: TranscribedSong = { analysis, score: written.score, artifacts: [] };
const stored: {
  readonly [Name in ArtifactName | typeof correctionsName]?: string | undefined;
} = {
  'score.json': JSON.stringify(written.score),
  'analysis.json': JSON.stringify(analysis),
};

/** Compares the take with an original that has these artifacts. */
async function compare(
  original: Job | undefined,
  artifacts: typeof stored = stored,
  onDownload: (table: FakeTable) => Promise<unknown> = async () => undefined,
) {
  const table = new FakeTable(original ? [original] : []);
  return compareWithOriginal(originalId, take, {
    table,
    files: {
      downloadResult: async (_jobId, name, toPath) => {
        await onDownload(table);
        const text = artifacts[name];
        if (text !== undefined) writeFileSync(toPath, text);
        return text !== undefined;
      },
    },
    workDir: await temporaryFolder(),
    signal: new AbortController().signal,
  });
}

it('writes the comparison with an original', async () => {
  const { comparison } = await compare(originalJob());
  expect(comparison).toMatchObject({ name: 'comparison.json' });
});

describe('corrections of the original', () => {
  const corrected = editableOf(written.score);
  const points = async (corrections: string) => {
    const artifacts = { ...stored, [correctionsName]: corrections };
    const { comparison } = await compare(originalJob(), artifacts);
    return comparisonSchema.parse(JSON.parse(readFileSync(comparison?.path ?? '', 'utf8')));
  };

  it('are what the take is compared with', async () => {
    const notes = corrected.notes.slice(0, 2);
    expect((await points(JSON.stringify({ ...corrected, notes }))).notes).toHaveLength(2);
  });

  it('that this version cannot read leave the score as it was found', async () => {
    expect((await points('{"version":2}')).notes).toHaveLength(3);
  });
});

describe('a take keeps its result when its original', () => {
  it.each([
    ['is unknown', undefined, 'original-gone'],
    ['was deleted', originalJob({ status: 'expired' }), 'original-gone'],
    ['was cancelled', originalJob({ status: 'cancelled' }), 'original-gone'],
    ['has failed', originalJob({ status: 'failed', failureCode: 'no-audio' }), 'original-failed'],
    ['expired a moment ago', originalJob({ resultsExpireAt: past }), 'original-gone'],
  ] as const)('%s', async (_case, original, reason) => {
    expect(await compare(original)).toEqual({ notCompared: reason });
  });

  it('is deleted while it is read, and S3 refuses to say so', async () => {
    const refusing = async (table: FakeTable) => {
      await table.write(expireFilesWrite(originalId, past));
      throw new MachineFailure('permission', 'Access Denied');
    };
    expect(await compare(originalJob(), stored, refusing)).toEqual({
      notCompared: 'original-gone',
    });
  });

  it('has lost a file', async () => {
    const { 'score.json': score } = stored;
    expect(await compare(originalJob(), { 'score.json': score })).toEqual({
      notCompared: 'original-gone',
    });
  });

  it.each(['{', '{"version":2}'])('has a score that this version cannot read: %s', async (text) => {
    expect(await compare(originalJob(), { ...stored, 'score.json': text })).toEqual({
      notCompared: 'original-unreadable',
    });
  });
});

it('is tried again when the object store does not answer', async () => {
  const failure = new MachineFailure('network', 'refused');
  await expect(compare(originalJob(), stored, () => Promise.reject(failure))).rejects.toBe(failure);
});
