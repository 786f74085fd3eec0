import type { Job } from '@my-pitch/shared/job';
import { claimWrite } from '@my-pitch/shared/job-writes';
import { progressAt } from '@my-pitch/shared/stages';
import { jobStatuses } from '@my-pitch/shared/status';
import { describe, expect, it } from 'vitest';
import { MemoryCounters } from '../testing/memory-counters.ts';
import { MemoryJobs } from '../testing/memory-jobs.ts';
import { MemorySockets } from '../testing/memory-sockets.ts';
import { nowIso, nowMs, sampleId, sampleJob } from '../testing/sample-jobs.ts';
import { followJob } from './follow-job.ts';

function following(...jobs: readonly Job[]) {
  const table = new MemoryJobs(...jobs);
  const sockets = new MemorySockets('here');
  const { follows, line } = sockets;
  const counters = new MemoryCounters();
  const context = { table, counters, workerStartSeconds: 0, follows, line, clock: () => nowMs };
  const say = (body: string) => followJob('here', body, context);
  const follow = (n = 1) => say(JSON.stringify({ action: 'follow', jobId: sampleId(n) }));
  return { table, sockets, context, say, follow };
}

it.each(jobStatuses)('answers at once with the state of a job that is %s', async (status) => {
  const { follow } = following(sampleJob(status));
  const answer = await follow();
  if (status === 'completed') expect(answer).toEqual({ type: 'completed', jobId: sampleId() });
  else expect(answer).toMatchObject({ type: 'view', view: { jobId: sampleId(), status } });
});

it.each([
  ['awaiting-upload', true],
  ['queued', true],
  ['processing', true],
  ['completed', false],
  ['failed', false],
  ['cancelled', false],
  ['expired', false],
] as const)(
  'remembers a follower of a job only while it can change: %s',
  async (status, isKept) => {
    const { follow, sockets } = following(sampleJob(status));
    await follow();
    expect(sockets.jobsOf('here')).toEqual(isKept ? [sampleId()] : []);
  },
);

it('puts a queued job into the line, and no other', async () => {
  const queued = following(sampleJob('queued'));
  await queued.follow();
  expect(await queued.sockets.line.nearest(5)).toEqual([sampleId()]);
  const processing = following(sampleJob('processing'));
  await processing.follow();
  expect(await processing.sockets.line.nearest(5)).toEqual([]);
});

it('tells of a change that came just before the follow', async () => {
  const { table, context, follow } = following(sampleJob('queued'));
  const { lease } = sampleJob('processing');
  const { add } = context.follows;
  Object.assign(context.follows, {
    async add(connectionId: string, jobId: ReturnType<typeof sampleId>) {
      const claim = { lease, progress: progressAt('decode', 0), attempts: 0 };
      const write = claimWrite(jobId, claim, undefined, nowIso);
      // The fake does not know the condition of a claim.
      await table.write({ ...write, ConditionExpression: '#status IN (:from0)' });
      return add(connectionId, jobId);
    },
  });
  expect(await follow()).toMatchObject({ view: { status: 'processing' } });
});

describe('refuses', () => {
  it.each([
    ['no JSON', '{"action":'],
    ['nothing', ''],
    ['no object', '[]'],
    ['no id', '{"action":"follow"}'],
    ['an id that is none', '{"action":"follow","jobId":"1"}'],
    ['another action', JSON.stringify({ action: 'delete', jobId: sampleId() })],
    ['a long message', JSON.stringify({ action: 'follow', jobId: sampleId(), x: 'x'.repeat(500) })],
    [
      'a message that is long in bytes',
      JSON.stringify({ action: 'follow', jobId: sampleId(), x: '🎵'.repeat(110) }),
    ],
  ])('%s', async (_, body) => {
    const { say, sockets } = following(sampleJob('queued'));
    expect(await say(body)).toEqual({ type: 'refused', code: 'invalid-request' });
    expect(sockets.jobsOf('here')).toEqual([]);
  });

  it('the id of no job, and remembers nothing', async () => {
    const { follow, sockets } = following();
    expect(await follow()).toEqual({ type: 'refused', jobId: sampleId(), code: 'not-found' });
    expect(sockets.jobsOf('here')).toEqual([]);
  });

  it('more than 20 jobs on one connection, but renews those', async () => {
    const jobs = Array.from({ length: 21 }, (_, n) => sampleJob('queued', { jobId: sampleId(n) }));
    const { follow } = following(...jobs);
    for (let n = 0; n < 20; n += 1) expect(await follow(n)).toMatchObject({ type: 'view' });
    const refusal = { type: 'refused', jobId: sampleId(20), code: 'too-many-follows' };
    expect(await follow(20)).toEqual(refusal);
    expect(await follow(7)).toMatchObject({ type: 'view' });
  });
});
