import { createJobRequestSchema, createJobResponseSchema } from '@my-pitch/shared/api';
import { correlationIdSchema } from '@my-pitch/shared/ids';
import type { Job } from '@my-pitch/shared/job';
import { describe, expect, it, vi } from 'vitest';
import { hashOwnerToken } from '../http/owner-token.ts';
import { RequestProblem } from '../http/problem.ts';
import type { UploadFormRequest } from '../ports.ts';
import { MemoryJobs } from '../testing/memory-jobs.ts';
import { before, nowIso, nowMs, sampleId, sampleJob } from '../testing/sample-jobs.ts';
import { createJob } from './create-job.ts';

function setUp(...jobs: Job[]) {
  const table = new MemoryJobs(...jobs);
  const signed: UploadFormRequest[] = [];
  const context = {
    table,
    index: table,
    signer: {
      async uploadForm(request: UploadFormRequest) {
        signed.push(request);
        return { url: 'https://uploads.example/', fields: { key: 'k' } };
      },
    },
    clock: () => nowMs,
    randomUuid: () => sampleId(99),
    randomBytes: (count: number) => new Uint8Array(count).fill(7),
    maxUploadBytes: 10_000,
    maxQueuedJobs: 2,
  };
  return { table, signed, context };
}

function request(different: object = {}) {
  return createJobRequestSchema.parse({
    fileName: 'song.mp3',
    contentType: 'audio/mpeg',
    sizeBytes: 10_000,
    ...different,
  });
}

describe('an accepted song', () => {
  it('gets a job, an upload form and a token of which the job keeps only the hash', async () => {
    const { table, signed, context } = setUp();
    const created = createJobResponseSchema.parse(await createJob(request(), context));
    expect(created).toMatchObject({
      jobId: sampleId(99),
      uploadExpiresAt: '2026-03-01T13:00:00.000Z',
    });
    const job = await table.read(sampleId(99));
    expect(job).toEqual({
      jobId: sampleId(99),
      status: 'awaiting-upload',
      ownerTokenHash: hashOwnerToken(created.ownerToken),
      fileName: 'song.mp3',
      contentType: 'audio/mpeg',
      sizeBytes: 10_000,
      options: { content: 'song', lossless: false, preset: 'balanced', stems: 'two' },
      createdAt: nowIso,
      statusSince: nowIso,
      uploadExpiresAt: created.uploadExpiresAt,
      recordExpiresAtSeconds: nowMs / 1000 + 30 * 86_400,
    });
    expect(JSON.stringify(job)).not.toContain(created.ownerToken);
    expect(signed).toEqual([
      {
        jobId: sampleId(99),
        contentType: 'audio/mpeg',
        maxBytes: 10_000,
        lifetimeSeconds: 3600,
      },
    ]);
  });

  it.each(['audio/webm;codecs=opus', 'audio/webm ; codecs=opus'])(
    'may have a content type with parameters, which the form leaves out: %s',
    async (contentType) => {
      const { signed, context } = setUp();
      await createJob(request({ contentType }), context);
      expect(signed[0]?.contentType).toBe('audio/webm');
    },
  );

  it('keeps the correlation id of its request', async () => {
    const { table, context } = setUp();
    const correlationId = correlationIdSchema.parse('00000000-0000-4000-8000-00000000c0de');
    await createJob({ ...request(), correlationId }, context);
    expect(await table.read(sampleId(99))).toMatchObject({ correlationId });
  });
});

describe('a song is refused', () => {
  it.each(['text/plain', 'image/png', 'application/zip', 'audio'])(
    'as a %s',
    async (contentType) => {
      const { signed, context } = setUp();
      await expect(createJob(request({ contentType }), context)).rejects.toMatchObject({
        problem: { status: 415, code: 'unsupported-format' },
      });
      expect(signed).toEqual([]);
    },
  );

  it('when it is one byte too large', async () => {
    const { context } = setUp();
    await expect(createJob(request({ sizeBytes: 10_001 }), context)).rejects.toMatchObject({
      problem: { status: 413, code: 'too-large', maxUploadBytes: 10_000 },
    });
  });

  const queued = [1, 2].map((n) => sampleJob('queued', { jobId: sampleId(n) }));

  it('when the queue is full, with the expected time until the next song starts', async () => {
    const finished = sampleJob('completed', { jobId: sampleId(3), processingSeconds: 41 });
    const working = [4, 5].map((n) => sampleJob('processing', { jobId: sampleId(n) }));
    const { table, context } = setUp(...queued, finished, ...working);
    await expect(createJob(request(), context)).rejects.toMatchObject({
      problem: { status: 429, code: 'queue-full', queuedJobs: 2, retryAfterSeconds: 21 },
    });
    expect(await table.read(sampleId(99))).toBeUndefined();
  });

  it('when the queue is full, for a minute while no song has finished', async () => {
    const { context } = setUp(...queued);
    await expect(createJob(request(), context)).rejects.toMatchObject({
      problem: { retryAfterSeconds: 60 },
    });
  });

  it('when the queue is full, for at least a second', async () => {
    const finished = sampleJob('completed', { jobId: sampleId(3), processingSeconds: 0 });
    const { context } = setUp(...queued, finished);
    await expect(createJob(request(), context)).rejects.toMatchObject({
      problem: { retryAfterSeconds: 1 },
    });
  });

  it('only when the queue is full: jobs in work and without an upload do not count', async () => {
    const { table, context } = setUp(
      sampleJob('queued'),
      sampleJob('processing', { jobId: sampleId(2) }),
      sampleJob('awaiting-upload', { jobId: sampleId(3), createdAt: before(5) }),
    );
    await createJob(request(), context);
    expect(await table.read(sampleId(99))).toBeDefined();
  });
});

describe('a client', () => {
  const tooMany = new RequestProblem('too-many-requests', '', { retryAfterSeconds: 60 });
  const refusing = vi.fn(async () => Promise.reject(tooMany));

  it('that has sent too many songs gets neither job nor form', async () => {
    const { table, signed, context } = setUp();
    await expect(createJob(request(), context, refusing)).rejects.toBe(tooMany);
    expect([await table.read(sampleId(99)), signed]).toEqual([undefined, []]);
  });

  it('pays nothing for a song that is refused', async () => {
    refusing.mockClear();
    const { context } = setUp(...[1, 2].map((n) => sampleJob('queued', { jobId: sampleId(n) })));
    await expect(createJob(request(), context, refusing)).rejects.toThrow('queue-full');
    await expect(createJob(request({ sizeBytes: 10_001 }), context, refusing)).rejects.toThrow(
      'too-large',
    );
    expect(refusing).not.toHaveBeenCalled();
  });
});
