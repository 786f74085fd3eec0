import { createJobRequestSchema, createJobResponseSchema } from '@my-pitch/shared/api';
import { correlationIdSchema } from '@my-pitch/shared/ids';
import type { QueueSummary } from '@my-pitch/shared/queue-summary';
import { describe, expect, it, vi } from 'vitest';
import { hashOwnerToken } from '../http/owner-token.ts';
import { RequestProblem } from '../http/problem.ts';
import type { UploadFormRequest } from '../ports.ts';
import { MemoryCounters } from '../testing/memory-counters.ts';
import { MemoryJobs } from '../testing/memory-jobs.ts';
import { nowIso, nowMs, sampleId, sampleJob } from '../testing/sample-jobs.ts';
import { createJob } from './create-job.ts';

function setUp(summary: Partial<QueueSummary> = {}) {
  const table = new MemoryJobs();
  const counters = new MemoryCounters(summary);
  const signed: UploadFormRequest[] = [];
  const context = {
    table,
    counters,
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
    workerStartSeconds: 90,
  };
  return { table, counters, signed, context };
}

function request(different: object = {}) {
  return createJobRequestSchema.parse({
    fileName: 'song.mp3',
    contentType: 'audio/mpeg',
    sizeBytes: 9000,
    ...different,
  });
}

describe('an accepted song', () => {
  it('gets a job, a form for its size and a token of which the job keeps only the hash', async () => {
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
      sizeBytes: 9000,
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
        maxBytes: 9000,
        lifetimeSeconds: 3600,
      },
    ]);
  });

  it('may declare the hash of its file, which its job keeps and its form requires', async () => {
    const { table, signed, context } = setUp();
    const contentSha256 = 'a'.repeat(64);
    await createJob(request({ contentSha256 }), context);
    expect(await table.read(sampleId(99))).toMatchObject({ contentSha256 });
    expect(signed).toMatchObject([{ contentSha256 }]);
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
});

describe('a take', () => {
  it('keeps the id of its original', async () => {
    const { table, context } = setUp();
    await table.create(sampleJob('awaiting-upload', { jobId: sampleId(5) }));
    await createJob(request({ takeOf: sampleId(5) }), context);
    expect(await table.read(sampleId(99))).toMatchObject({ takeOf: sampleId(5) });
  });

  it('of nothing takes no place, and costs its client nothing', async () => {
    const { counters, context } = setUp({ occupied: 1 });
    const admitClient = vi.fn(async () => undefined);
    await expect(
      createJob(request({ takeOf: sampleId(5) }), context, admitClient),
    ).rejects.toMatchObject({ problem: { code: 'original-not-found' } });
    expect(admitClient).not.toHaveBeenCalled();
    expect(counters.summary.occupied).toBe(1);
  });

  it('of an id that is none is an invalid request', () => {
    expect(() => request({ takeOf: 'my song' })).toThrow('UUID');
  });
});

describe('a full queue', () => {
  const full = { tickets: 3, left: 1, occupied: 2, admitted: 9 };
  const busy = { processing: 2, startedSumSeconds: (2 * nowMs) / 1000 };

  it('refuses a song, and tells when the next one starts', async () => {
    const { table, context } = setUp({ ...full, ...busy, recentSeconds: [41] });
    await expect(createJob(request(), context)).rejects.toMatchObject({
      problem: { status: 429, code: 'queue-full', queuedJobs: 2, retryAfterSeconds: 21 },
    });
    expect(await table.read(sampleId(99))).toBeUndefined();
  });

  it.each([
    ['adds the start of a worker when none runs', { recentSeconds: [40] }, 130],
    ['tells a minute while no song has finished', busy, 60],
    ['tells a minute when only open forms fill it', { ...busy, recentSeconds: [5], left: 3 }, 60],
    ['tells five seconds at least', { ...busy, recentSeconds: [0] }, 5],
    ['tells 15 minutes at most', { ...busy, recentSeconds: [9999] }, 900],
  ])('%s', async (_name, summary, retryAfterSeconds) => {
    const { context } = setUp({ ...full, ...summary });
    await expect(createJob(request(), context)).rejects.toMatchObject({
      problem: { retryAfterSeconds },
    });
  });

  it('is full of open forms too', async () => {
    const { context } = setUp();
    let n = 0;
    const creating = { ...context, randomUuid: () => sampleId(++n) };
    await createJob(request(), creating);
    await createJob(request(), creating);
    await expect(createJob(request(), creating)).rejects.toThrow('queue-full');
  });
});

it.each(['table', 'signer'] as const)('a place is given back when the %s fails', async (part) => {
  const { counters, context } = setUp({ occupied: 1 });
  const failing = async () => Promise.reject(new Error('AWS does not answer'));
  const broken = { table: { create: failing }, signer: { uploadForm: failing } };
  const creating = createJob(request(), { ...context, [part]: broken[part] });
  await expect(creating).rejects.toThrow('AWS');
  expect(counters.summary.occupied).toBe(1);
});

describe('a client', () => {
  const tooMany = new RequestProblem('too-many-requests', '', { retryAfterSeconds: 60 });
  const refusing = vi.fn(async () => Promise.reject(tooMany));

  it('that has sent too many songs gets neither job nor form, and takes no place', async () => {
    const { table, signed, counters, context } = setUp({ occupied: 1 });
    await expect(createJob(request(), context, refusing)).rejects.toBe(tooMany);
    expect([await table.read(sampleId(99)), signed]).toEqual([undefined, []]);
    expect(counters.summary.occupied).toBe(1);
  });

  it('pays nothing for a song that cannot be sent', async () => {
    refusing.mockClear();
    const { context } = setUp();
    await expect(createJob(request({ sizeBytes: 10_001 }), context, refusing)).rejects.toThrow(
      'too-large',
    );
    expect(refusing).not.toHaveBeenCalled();
  });
});
