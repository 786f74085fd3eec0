import { ownerTokenSchema } from '@my-pitch/shared/ids';
import { jobStatuses } from '@my-pitch/shared/status';
import { describe, expect, it } from 'vitest';
import { cancelJob } from '../cancel-job/cancel-job.ts';
import { sweep } from '../expire/sweep.ts';
import { viewJob } from '../get-job/view-job.ts';
import { MemoryCounters } from './memory-counters.ts';
import { MemoryFiles } from './memory-files.ts';
import { MemoryJobs } from './memory-jobs.ts';
import { before, nowMs, ownerToken, sampleId, sampleJob } from './sample-jobs.ts';

const day = 24 * 60 * 60;

/** Attributes that an ended job may keep: its id, owner, status and times. */
const allowedAttributes = [
  'jobId',
  'ownerTokenHash',
  'status',
  'statusSince',
  'createdAt',
  'queuedAt',
  'startedAt',
  'completedAt',
  'resultsExpireAt',
  'recordExpiresAtSeconds',
  'failureCode',
];

function setUp(table: MemoryJobs) {
  const files = new MemoryFiles();
  files.uploads.set(sampleId(), new Uint8Array(1));
  files.artifacts.add(sampleId());
  const state = { read: async () => ({}), write: async () => undefined };
  const context = {
    table,
    due: table,
    state,
    files,
    clock: () => nowMs,
    randomUuid: () => sampleId(),
  };
  return { files, context };
}

/** The record and its attributes that should have been removed. */
function remainingRecord(table: MemoryJobs) {
  const item = table.item(sampleId()) ?? {};
  return { forbidden: Object.keys(item).filter((name) => !allowedAttributes.includes(name)), item };
}

async function viewedFields(table: MemoryJobs): Promise<string[]> {
  const job = await table.read(sampleId());
  if (!job) throw new Error('The record is gone');
  const signer = { downloadLink: async () => 'https://results.example/' };
  const context = { counters: new MemoryCounters(), workerStartSeconds: 0, signer };
  return Object.keys(await viewJob(job, { ...context, clock: () => nowMs })).sort();
}

describe.each(jobStatuses)('of a job that is %s', (status) => {
  it('no data about the song is kept or shown after its owner has deleted it', async () => {
    const table = new MemoryJobs(sampleJob(status));
    const { files, context } = setUp(table);
    await cancelJob(sampleId(), ownerToken, context);
    const { forbidden, item } = remainingRecord(table);
    expect(forbidden).toEqual([]);
    expect(item).toMatchObject({ jobId: sampleId(), createdAt: before(100) });
    expect(await viewedFields(table)).toEqual(['createdAt', 'jobId', 'status']);
    expect([files.uploads.size, files.artifacts.size]).toEqual([0, 0]);

    // Only its owner may repeat the deletion.
    const stranger = ownerTokenSchema.parse('Z'.repeat(43));
    await cancelJob(sampleId(), ownerToken, context);
    expect(table.item(sampleId())).toEqual(item);
    await expect(cancelJob(sampleId(), stranger, context)).rejects.toMatchObject({
      problem: { code: 'wrong-owner' },
    });
  });
});

it.each([
  ['waits for its upload', sampleJob('awaiting-upload', { statusSince: before(day) })],
  [
    'is completed',
    sampleJob('completed', { statusSince: before(8 * day), resultsExpireAt: before(day) }),
  ],
  ['failed', sampleJob('failed', { statusSince: before(8 * day) })],
])('no data about the song is kept or shown after the expiry of a job that %s', async (_, job) => {
  const table = new MemoryJobs(job);
  const { files, context } = setUp(table);
  files.modifiedMs.set(sampleId(), nowMs - 9 * day * 1000);
  await sweep(context);
  expect(remainingRecord(table)).toMatchObject({ forbidden: [], item: { status: 'expired' } });
  expect(await viewedFields(table)).toEqual(['createdAt', 'jobId', 'status']);
  expect([files.uploads.size, files.artifacts.size]).toEqual([0, 0]);
  await expect(cancelJob(sampleId(), ownerToken, context)).resolves.toBeUndefined();
});

it('a record of an older version that still contains song data is shown without it', async () => {
  const { fileName, contentType, sizeBytes, options } = sampleJob('queued');
  for (const status of ['cancelled', 'expired'] as const) {
    const old = { ...sampleJob(status), fileName, contentType, sizeBytes, options };
    expect(await viewedFields(new MemoryJobs(old))).toEqual(['createdAt', 'jobId', 'status']);
  }
});
