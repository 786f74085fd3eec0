import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type JobId, jobIdSchema } from '@my-pitch/shared/ids';
import { type Job, jobSchema } from '@my-pitch/shared/job';
import { correctionsName } from '@my-pitch/shared/keys';
import { resultKeyOf } from '@my-pitch/shared/node/result-key';
import { comparisonSchema } from '@my-pitch/shared/scoring/comparison';
import { progressAt } from '@my-pitch/shared/stages';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { temporaryFolder } from './audio/testing/audio-fixtures.ts';
import type { SongFiles } from './ports.ts';
import { processJob } from './process-job.ts';
import { FakeTable, queuedJob } from './queue/testing/fake-worker.ts';
import { sing } from './stages/pitch/testing/synthetic-voice.ts';
import type { Separator } from './stages/separate/separator.ts';

afterEach(() => vi.useRealTimers());

const rateHz = 22050;

function writeVoice(path: string): void {
  const samples = sing(
    [
      { midi: 60, seconds: 1 },
      { midi: 62, seconds: 1 },
    ],
    rateHz,
  );
  writeFileSync(`${path}.f32`, samples);
  const raw = ['-f', 'f32le', '-ar', String(rateHz), '-ac', '1', '-i', `${path}.f32`];
  execFileSync('ffmpeg', ['-v', 'error', '-y', ...raw, '-f', 'wav', path]);
}

interface ProcessOptions {
  readonly pipelineVersion: string;
  readonly declared: string;
  readonly takeOf: JobId;
  readonly original: Job;
  /** By default the recording is a voice alone, which nothing separates. */
  readonly separator: Separator;
}

/** Processes the job of a recording of two seconds. */
async function process(
  overrides: Partial<SongFiles> = {},
  { pipelineVersion, declared, takeOf, original, separator }: Partial<ProcessOptions> = {},
) {
  const files: SongFiles = {
    download: async (_jobId, toPath) => writeVoice(toPath),
    upload: async () => undefined,
    downloadResult: async () => false,
    removeArtifacts: async () => undefined,
    check: async () => undefined,
    ...overrides,
  };
  if (queuedJob.status !== 'queued') throw new Error('The fixture is another job');
  const nowIso = '2026-01-02T00:00:00.000Z';
  const job = {
    ...queuedJob,
    contentSha256: declared,
    takeOf,
    options: { ...queuedJob.options, content: separator ? ('song' as const) : ('voice' as const) },
    status: 'processing' as const,
    startedAt: nowIso,
    lease: { workerId: 'a', attempt: 1, messageId: 'm', expiresAt: nowIso },
    progress: progressAt('decode', 0),
  };
  const hooks = {
    signal: new AbortController().signal,
    onStage: async () => undefined,
    onProgress: () => undefined,
    onSeparated: () => undefined,
  };
  const completion = await processJob(job, hooks, {
    table: new FakeTable(original ? [original] : []),
    files,
    separator: separator ?? ({} as Separator),
    maxDurationSeconds: 60,
    pitchMethod: 'swift-f0',
    pipelineVersion,
    workDir: join(await temporaryFolder()),
  });
  return { completion, options: job.options };
}

it('uploads the artifacts, which expire after a week, and measures its time by a monotonic clock', async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.parse('2026-01-02T00:00:00Z') });
  const uploaded: string[] = [];
  const { completion } = await process({
    // The system clock is set back by an hour during the attempt.
    upload: async (_jobId, name) => {
      uploaded.push(name);
      vi.setSystemTime('2026-01-01T23:00:00Z');
    },
  });
  const { processingSeconds, durationSeconds, artifacts, resultsExpireAt } = completion;
  expect(processingSeconds).toBeGreaterThan(0);
  expect(processingSeconds).toBeLessThan(600);
  expect(durationSeconds).toBeCloseTo(2, 1);
  expect(resultsExpireAt).toBe('2026-01-08T23:00:00.000Z');
  expect(artifacts.map(({ name }) => name)).toEqual(uploaded);
  expect(uploaded).toContain('score.json');
  expect(artifacts.every(({ sizeBytes }) => sizeBytes > 0)).toBe(true);
});

it('says which engine separated the song, and nothing of a voice alone', async () => {
  const separator: Separator = {
    ...{ model: 'copy', provider: 'openvino', engine: 'openvino bfloat16' },
    separate: async (mixture) => ({ vocals: mixture, accompaniment: mixture }),
    close: async () => undefined,
  };
  const { completion } = await process({}, { separator });
  expect(completion.engine).toBe('openvino bfloat16');
  expect((await process()).completion).not.toHaveProperty('engine');
});

it('gives its result the key of the file that it read, whatever the page declared', async () => {
  let contentSha256 = '';
  const download = async (_jobId: string, toPath: string) => {
    writeVoice(toPath);
    contentSha256 = createHash('sha256').update(readFileSync(toPath)).digest('hex');
  };
  const pipelineVersion = 'code bundled swift-f0';
  const declared = 'a'.repeat(64);
  const { completion, options } = await process({ download }, { pipelineVersion, declared });
  const resultKey = resultKeyOf({ contentSha256, options, pipelineVersion });
  expect(completion).toMatchObject({ contentSha256, pipelineVersion, resultKey });
});

it('gives its result no key without a pipeline version', async () => {
  const { completion } = await process();
  expect(completion).not.toHaveProperty('resultKey');
});

describe('a take', () => {
  const originalId = jobIdSchema.parse('99999999-2222-4333-8444-555555555555');
  const original = jobSchema.parse({
    ...queuedJob,
    jobId: originalId,
    status: 'completed',
    startedAt: '2026-01-01T00:00:00.000Z',
    completedAt: '2026-01-01T00:00:00.000Z',
    processingSeconds: 1,
    durationSeconds: 2,
    artifacts: [],
    resultsExpireAt: '2100-01-01T00:00:00.000Z',
  });

  it('is compared with its original, here itself, and its result is not reused', async () => {
    const folder = await temporaryFolder();
    await process({ upload: async (_id, name, path) => copyFileSync(path, join(folder, name)) });
    const uploaded: string[] = [];
    const { completion } = await process(
      {
        upload: async (_jobId, name, path) => {
          uploaded.push(name);
          if (name !== 'comparison.json') return;
          const comparison = comparisonSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
          expect(comparison.overall.strict).toBeGreaterThanOrEqual(99);
          expect(comparison.notes.length).toBeGreaterThanOrEqual(2);
        },
        downloadResult: async (jobId, name, toPath) => {
          expect(jobId).toBe(originalId);
          if (name === correctionsName) return false;
          copyFileSync(join(folder, name), toPath);
          return true;
        },
      },
      { takeOf: originalId, original, pipelineVersion: 'code bundled swift-f0' },
    );
    expect(uploaded.at(-1)).toBe('comparison.json');
    expect(completion.artifacts.map(({ name }) => name)).toEqual(uploaded);
    expect(completion).not.toHaveProperty('notCompared');
    expect(completion).not.toHaveProperty('resultKey');
  });

  it('keeps its own score without its original', async () => {
    const { completion } = await process({}, { takeOf: originalId });
    expect(completion.notCompared).toBe('original-gone');
    const names = completion.artifacts.map(({ name }) => name);
    expect(names).toContain('score.json');
    expect(names).not.toContain('comparison.json');
  });
});
