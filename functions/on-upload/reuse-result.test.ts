import type { AwaitingUploadJob, CompletedJob, JobOptions } from '@my-pitch/shared/job';
import { cancelWrite, expireFilesWrite, queueWrite } from '@my-pitch/shared/job-writes';
import { resultKeyOf } from '@my-pitch/shared/node/result-key';
import { melodyScore } from '@my-pitch/shared/notation/melody.fixture';
import { renderScoreDocuments } from '@my-pitch/shared/notation/score-documents';
import { scoreSchema } from '@my-pitch/shared/score';
import { memoryMetrics } from '@my-pitch/shared/testing/memory-metrics';
import { describe, expect, it } from 'vitest';
import { MemoryJobs } from '../testing/memory-jobs.ts';
import { MemoryResults } from '../testing/memory-results.ts';
import { before, nowIso, nowMs, sampleId, sampleJob } from '../testing/sample-jobs.ts';
import { reuseResult, tryReuse } from './reuse-result.ts';

const contentSha256 = 'a'.repeat(64);
const pipelineVersion = 'code bundled swift-f0';
const { options } = sampleJob('completed');
const first = sampleId(1);
const second = sampleId(2);

function keyFor(more: { options?: JobOptions; pipelineVersion?: string } = {}): string {
  return resultKeyOf({ contentSha256, options, pipelineVersion, ...more });
}

const melody = melodyScore([
  [62, 2],
  [66, 2],
]);
const scoreOf = (title: string) => scoreSchema.parse({ ...melody, title });

/** The bytes of the artifacts that a worker writes for a file with this title, one character each. */
function artifactsFor(title: string): Readonly<Record<string, string>> {
  const documents = renderScoreDocuments(scoreOf(title)).map(([name, content]) => {
    return [name, Buffer.from(content).toString('latin1')] as const;
  });
  return { 'vocals.m4a': 'voice', 'analysis.json': '{}', ...Object.fromEntries(documents) };
}

const names = [
  ...(['analysis.json', 'vocals.m4a', 'score.json'] as const),
  ...(['score.musicxml', 'score.mid', 'sung.mid'] as const),
];
const original: CompletedJob = sampleJob('completed', {
  jobId: first,
  fileName: '남의 비밀.mp3',
  artifacts: names.map((name) => ({
    name,
    sizeBytes: artifactsFor('남의 비밀')[name]?.length ?? 0,
  })),
  ...{ contentSha256, pipelineVersion, resultKey: keyFor(), engine: 'openvino bfloat16' },
  resultsExpireAt: before(-60),
});
const waiting: AwaitingUploadJob = sampleJob('awaiting-upload', {
  jobId: second,
  fileName: '내 노래.wav',
  contentSha256,
});

function setUp(jobs: readonly (CompletedJob | AwaitingUploadJob)[] = [original, waiting]) {
  const table = new MemoryJobs(...jobs);
  const artifacts = new MemoryResults();
  for (const name of names) artifacts.put(first, name, artifactsFor('남의 비밀')[name] ?? '');
  const hashed: string[] = [];
  const upload: { sha256: string | undefined } = { sha256: contentSha256 };
  const context = {
    ...{ table, artifacts, files: artifacts, pipelineVersion },
    results: {
      find: async (resultKey: string, expireAfterIso: string) =>
        jobs.flatMap((job) => {
          const isFound = job.status === 'completed' && job.resultKey === resultKey;
          return isFound && job.resultsExpireAt > expireAfterIso ? [job.jobId] : [];
        }),
    },
    uploadHash: {
      sha256: async (jobId: string) => {
        hashed.push(jobId);
        return upload.sha256;
      },
    },
    clock: () => nowMs,
  };
  return { table, artifacts, hashed, upload, context };
}

describe('a song whose file has a result', () => {
  it('is processed if it is a take: its result also depends on the original', async () => {
    const { table, hashed, context } = setUp();
    expect(await reuseResult({ ...waiting, takeOf: first }, context)).toBe(false);
    expect(await table.read(second)).toEqual(waiting);
    expect(hashed).toEqual([]);
  });

  it('is completed with copies, and with its own name and lifetime', async () => {
    const { table, artifacts, context } = setUp();
    expect(await reuseResult(waiting, context)).toBe(true);
    const { ownerTokenHash, createdAt, recordExpiresAtSeconds } = waiting;
    expect(await table.read(second)).toEqual({
      ...{ jobId: second, ownerTokenHash, createdAt, recordExpiresAtSeconds },
      ...{ fileName: '내 노래.wav', contentType: 'audio/mpeg', sizeBytes: 5000, options },
      ...{ status: 'completed', statusSince: nowIso, queuedAt: nowIso, startedAt: nowIso },
      ...{ completedAt: nowIso, attempts: 0, processingSeconds: 40, durationSeconds: 180 },
      ...{ contentSha256, pipelineVersion, resultKey: keyFor(), engine: 'openvino bfloat16' },
      artifacts: names.map((name) => ({
        name,
        sizeBytes: artifacts.artifactsOf(second)[name]?.length,
      })),
      resultsExpireAt: before(-7 * 24 * 60 * 60),
    });
  });

  it('has the artifacts that a worker would write, without the name of the other file', async () => {
    const { artifacts, context } = setUp();
    await reuseResult(waiting, context);
    expect(artifacts.artifactsOf(second)).toEqual(artifactsFor('내 노래'));
    const bytes = Buffer.from(JSON.stringify(artifacts.artifactsOf(second)), 'latin1');
    expect(bytes.toString()).toContain('내 노래');
    expect(bytes.toString()).not.toContain('비밀');
  });

  it('keeps its result when the other is deleted', async () => {
    const { table, artifacts, context } = setUp();
    await reuseResult(waiting, context);
    await table.write(expireFilesWrite(first, nowIso));
    await artifacts.removeArtifacts(first);
    expect(artifacts.artifactsOf(second)).toEqual(artifactsFor('내 노래'));
    expect(await table.read(second)).toMatchObject({ status: 'completed' });
  });

  it('can be the original of a third', async () => {
    const third = { ...waiting, jobId: sampleId(3), fileName: 'drei.mp3' };
    const { table, artifacts, context } = setUp([original, waiting, third]);
    await reuseResult(waiting, context);
    await artifacts.removeArtifacts(first);
    const results = { find: async () => [second] };
    expect(await reuseResult(third, { ...context, results })).toBe(true);
    expect(artifacts.artifactsOf(third.jobId)).toEqual(artifactsFor('drei'));
    expect(await table.read(third.jobId)).toMatchObject({ resultKey: keyFor() });
  });

  it('is counted once', async () => {
    const { context } = setUp();
    const { metrics, recorded } = memoryMetrics();
    const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
    expect(await tryReuse({ log, metrics }, context)(waiting)).toBe(true);
    expect(recorded).toEqual([['SongsReused', 1, {}]]);
  });
});

describe('nothing is reused', () => {
  async function expectNothing(
    { context, artifacts, table }: ReturnType<typeof setUp>,
    job = waiting,
  ) {
    expect(await reuseResult(job, context)).toBe(false);
    expect(artifacts.artifactsOf(second)).toEqual({});
    expect(await table.read(second)).toEqual(waiting);
  }

  it('for a song without a declared hash', async () => {
    const { contentSha256: _, ...undeclared } = waiting;
    const parts = setUp();
    await expectNothing(parts, undeclared);
    expect(parts.hashed).toEqual([]);
  });

  it('while the version of the workers is unknown', async () => {
    const parts = setUp();
    const context = { ...parts.context, pipelineVersion: undefined };
    expect(await reuseResult(waiting, context)).toBe(false);
    expect(parts.artifacts.artifactsOf(second)).toEqual({});
  });

  it.each([
    ['another file', 'b'.repeat(64)],
    ['no file', undefined],
  ])('when the upload is %s than the declared one', async (_name, sha256) => {
    const parts = setUp();
    parts.upload.sha256 = sha256;
    await expectNothing(parts);
    expect(parts.hashed).toEqual([second]);
  });

  it.each([
    ['other options', { resultKey: keyFor({ options: { ...options, preset: 'best' } }) }],
    ['another pipeline', { resultKey: keyFor({ pipelineVersion: 'new bundled swift-f0' }) }],
    ['an unknown pipeline', { resultKey: undefined }],
    ['a result that has expired', { resultsExpireAt: nowIso }],
  ])('from a job with %s, and the upload is not read', async (_name, changes) => {
    const parts = setUp([{ ...original, ...changes }, waiting]);
    await expectNothing(parts);
    expect(parts.hashed).toEqual([]);
  });

  it('from a job that was deleted while the index still has it', async () => {
    const parts = setUp();
    await parts.table.write(expireFilesWrite(first, nowIso));
    await expectNothing(parts);
  });

  it('when the original is deleted before its artifacts are read', async () => {
    const parts = setUp();
    await parts.artifacts.removeArtifacts(first);
    await expectNothing(parts);
  });

  it('when the original is deleted during the copying: a worker then writes every artifact', async () => {
    const { table, artifacts, context } = setUp();
    artifacts.beforeNextCopy = () => void artifacts.removeArtifacts(first);
    expect(await reuseResult(waiting, context)).toBe(false);
    expect(await table.read(second)).toEqual(waiting);
  });

  it('after an error, which is logged without the name of the song', async () => {
    const { context } = setUp();
    const lines: unknown[] = [];
    const write = (...line: unknown[]) => void lines.push(line);
    const { metrics, recorded } = memoryMetrics();
    const error = new Error('S3 is busy');
    const results = { find: () => Promise.reject(error) };
    const reuse = tryReuse(
      { log: { info: write, warn: write, error: write }, metrics },
      { ...context, results },
    );
    expect(await reuse(waiting)).toBe(false);
    expect(lines).toEqual([['no result was reused', { jobId: second, error }]]);
    expect(recorded).toEqual([]);
  });
});

describe('a song that changes while its artifacts are copied', () => {
  it('loses them when its owner cancels', async () => {
    const { table, artifacts, context } = setUp();
    table.beforeNextWrite = () => table.write(cancelWrite(second, nowIso));
    expect(await reuseResult(waiting, context)).toBe(true);
    expect(artifacts.artifactsOf(second)).toEqual({});
    expect(await table.read(second)).toMatchObject({ status: 'cancelled' });
  });

  it('keeps them when another call has queued it: a worker may have stored its own', async () => {
    const { table, artifacts, context } = setUp();
    table.beforeNextWrite = () => table.write(queueWrite(second, { ticket: 1 }, nowIso));
    expect(await reuseResult(waiting, context)).toBe(true);
    expect(Object.keys(artifacts.artifactsOf(second))).toHaveLength(names.length);
    expect(await table.read(second)).toMatchObject({ status: 'queued' });
  });
});
