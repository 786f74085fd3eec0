import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { resultKeyOf } from '@my-pitch/shared/node/result-key';
import { progressAt } from '@my-pitch/shared/stages';
import { afterEach, expect, it, vi } from 'vitest';
import { temporaryFolder } from './audio/testing/audio-fixtures.ts';
import type { SongFiles } from './ports.ts';
import { processJob } from './process-job.ts';
import { queuedJob } from './queue/testing/fake-worker.ts';
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

/** Processes the job of a recording of two seconds. */
async function process(
  overrides: Partial<SongFiles> = {},
  { pipelineVersion, declared }: { pipelineVersion?: string; declared?: string } = {},
) {
  const files: SongFiles = {
    download: async (_jobId, toPath) => writeVoice(toPath),
    upload: async () => undefined,
    removeArtifacts: async () => undefined,
    check: async () => undefined,
    ...overrides,
  };
  if (queuedJob.status !== 'queued') throw new Error('The fixture is another job');
  const nowIso = '2026-01-02T00:00:00.000Z';
  const job = {
    ...queuedJob,
    contentSha256: declared,
    options: { ...queuedJob.options, content: 'voice' as const },
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
    files,
    separator: {} as Separator,
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
