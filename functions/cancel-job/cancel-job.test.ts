import { ownerTokenSchema } from '@my-pitch/shared/ids';
import type { Job } from '@my-pitch/shared/job';
import { failDeadWrite } from '@my-pitch/shared/job-writes';
import { jobStatuses } from '@my-pitch/shared/status';
import { describe, expect, it } from 'vitest';
import { MemoryFiles } from '../testing/memory-files.ts';
import { MemoryJobs } from '../testing/memory-jobs.ts';
import { before, nowIso, nowMs, ownerToken, sampleId, sampleJob } from '../testing/sample-jobs.ts';
import { cancelJob } from './cancel-job.ts';

const allFiles = [`upload ${sampleId()}`, `artifacts ${sampleId()}`];

function setUp(...jobs: Job[]) {
  const table = new MemoryJobs(...jobs);
  const files = new MemoryFiles();
  return { table, files, context: { table, files, clock: () => nowMs } };
}

it.each([
  ['awaiting-upload', 'cancelled'],
  ['queued', 'cancelled'],
  ['processing', 'cancelled'],
  ['completed', 'expired'],
  ['failed', 'expired'],
  ['cancelled', 'cancelled'],
  ['expired', 'expired'],
] as const)(
  'a job that is %s becomes %s and loses its files, also when repeated',
  async (from, to) => {
    const { table, files, context } = setUp(sampleJob(from));
    await cancelJob(sampleId(), ownerToken, context);
    expect(await table.read(sampleId())).toMatchObject({ status: to });
    expect(files.removed).toEqual(allFiles);

    const once = await table.read(sampleId());
    await cancelJob(sampleId(), ownerToken, context);
    expect(await table.read(sampleId())).toEqual(once);
    expect(files.removed).toEqual([...allFiles, ...allFiles]);
  },
);

describe('nothing changes', () => {
  const wrong = ownerTokenSchema.parse('Z'.repeat(43));

  it.each(jobStatuses)('when %s, by the token of another job', async (status) => {
    const { table, files, context } = setUp(sampleJob(status));
    await expect(cancelJob(sampleId(), wrong, context)).rejects.toMatchObject({
      problem: { status: 403, code: 'wrong-owner' },
    });
    expect(await table.read(sampleId())).toEqual(sampleJob(status));
    expect(files.removed).toEqual([]);
  });

  it('for an unknown job', async () => {
    const { files, context } = setUp();
    await expect(cancelJob(sampleId(), ownerToken, context)).rejects.toMatchObject({
      problem: { status: 404, code: 'not-found' },
    });
    expect(files.removed).toEqual([]);
  });
});

it('fails when the job changes before each of three writes, and keeps its files', async () => {
  const { table, files, context } = setUp(sampleJob('processing'));
  let writes = 0;
  table.write = async () => {
    writes += 1;
    return false;
  };
  await expect(cancelJob(sampleId(), ownerToken, context)).rejects.toThrow(
    'before each of 3 writes',
  );
  expect(writes).toBe(3);
  expect(files.removed).toEqual([]);
});

it('expires a job that fails at the same moment', async () => {
  const { lease } = sampleJob('processing');
  const orphaned = sampleJob('processing', { lease: { ...lease, expiresAt: before(1) } });
  const { table, files, context } = setUp(orphaned);
  table.beforeNextWrite = () => table.write(failDeadWrite(sampleId(), 'worker-crashed', nowIso));
  await cancelJob(sampleId(), ownerToken, context);
  expect(await table.read(sampleId())).toMatchObject({ status: 'expired' });
  expect(files.removed).toEqual(allFiles);
});
