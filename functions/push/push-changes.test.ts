import type { Job } from '@my-pitch/shared/job';
import { progressAt } from '@my-pitch/shared/stages';
import { describe, expect, it } from 'vitest';
import { MemoryCounters } from '../testing/memory-counters.ts';
import { MemoryJobs } from '../testing/memory-jobs.ts';
import { MemorySockets } from '../testing/memory-sockets.ts';
import { before, nowMs, sampleId, sampleJob } from '../testing/sample-jobs.ts';
import { createPace, createPostponed } from './pace.ts';
import { type PushContext, pushChanges } from './push-changes.ts';

/** A service with these jobs, and two connections, `a` and `b`. */
function service(...jobs: readonly Job[]) {
  const sockets = new MemorySockets('a', 'b');
  const table = new MemoryJobs(...jobs);
  const time = { nowMs };
  const clock = () => time.nowMs;
  const counters = new MemoryCounters();
  const context: PushContext = {
    ...{ table, sockets, follows: sockets.follows, line: sockets.line, clock },
    ...{ counters: new MemoryCounters(), presentCounters: counters, workerStartSeconds: 0 },
    progressPace: createPace(3000, clock),
    places: createPostponed(1000, clock),
  };
  const push = (...changes: readonly (readonly [Job, Job])[]) =>
    pushChanges(
      {
        changes: changes.map(([earlier, later]) => ({ before: earlier, after: later })),
        hasQueueMoved: false,
      },
      context,
    );
  /** So many tickets have left now. */
  const moveQueue = (left: number) => {
    counters.summary = { ...counters.summary, left };
    return pushChanges({ changes: [], hasQueueMoved: true }, context);
  };
  const received = (connectionId: string) => sockets.received.get(connectionId) ?? [];
  return { sockets, counters, context, push, moveQueue, received, time };
}

const queued = sampleJob('queued');
const processing = sampleJob('processing');
const withProgress = (fraction: number) =>
  sampleJob('processing', { progress: progressAt('separate', fraction) });

it('tells every follower of a job, and nobody else', async () => {
  const { sockets, push, received } = service(processing);
  await sockets.follows.add('a', sampleId());
  expect(await push([queued, processing])).toEqual({ sent: 1, gone: 0 });
  expect(received('a')).toMatchObject([{ type: 'view', view: { status: 'processing' } }]);
  expect(received('b')).toEqual([]);
});

it('says that a job is completed without its links, and ends the follow', async () => {
  const { sockets, push, received } = service();
  await sockets.follows.add('a', sampleId());
  await push([processing, sampleJob('completed')]);
  expect(received('a')).toEqual([{ type: 'completed', jobId: sampleId() }]);
  expect(sockets.jobsOf('a')).toEqual([]);
});

it('reveals nothing about a cancelled song', async () => {
  const { sockets, push, received } = service();
  await sockets.follows.add('a', sampleId());
  await push([processing, sampleJob('cancelled')]);
  expect(JSON.stringify(received('a'))).not.toContain('fileName');
});

it('removes a connection that is gone, and tells the others', async () => {
  const { sockets, push, received } = service();
  for (const each of ['a', 'b']) await sockets.follows.add(each, sampleId());
  sockets.lose('a');
  expect(await push([queued, processing])).toEqual({ sent: 1, gone: 1 });
  expect(received('b')).toHaveLength(1);
  expect(await sockets.follows.followersOf(sampleId())).toEqual(['b']);
});

describe('progress', () => {
  it('within a stage is pushed every three seconds, the next stage at once', async () => {
    const { sockets, push, received, time } = service();
    await sockets.follows.add('a', sampleId());
    for (let second = 0; second < 7; second += 1) {
      time.nowMs = nowMs + second * 1000;
      await push([withProgress(second / 10), withProgress((second + 1) / 10)]);
    }
    expect(received('a')).toHaveLength(3);
    await push([withProgress(0.9), sampleJob('processing', { progress: progressAt('pitch', 0) })]);
    expect(received('a')).toHaveLength(4);
  });

  it('that nobody may hear of now, and a heartbeat, ask the table for nothing', async () => {
    const { sockets, push } = service();
    await push([withProgress(0.1), withProgress(0.2)], [processing, processing]);
    await push([withProgress(0.2), withProgress(0.3)]);
    expect(sockets.questions).toBe(1);
  });
});

describe('places', () => {
  const line = Array.from({ length: 30 }, (_, n) =>
    sampleJob('queued', {
      ...{ jobId: sampleId(n + 10), ticket: n + 5 },
      ...{ queuedAt: before(100 - n), statusSince: before(100 - n) },
    }),
  );
  /** A service whose line is followed: the first two by `a`, the others by `b`. */
  async function followedLine() {
    const made = service(...line);
    for (const [n, job] of line.entries()) {
      await made.sockets.follows.add(n < 2 ? 'a' : 'b', job.jobId);
      await made.sockets.line.add(job);
    }
    return made;
  }

  it('of the nearest twenty are pushed when a song has left the queue, from present counters', async () => {
    const { moveQueue, received } = await followedLine();
    await moveQueue(4);
    const seen = received('a').map((each) => each.type === 'view' && each.view);
    expect(seen).toMatchObject([
      { jobId: sampleId(10), position: 1 },
      { jobId: sampleId(11), position: 2 },
    ]);
    expect(received('b')).toHaveLength(18);
  });

  it('are not pushed by changes of jobs: the counters follow later', async () => {
    const { push, received } = await followedLine();
    await push([processing, processing], [sampleJob('awaiting-upload'), queued]);
    await push([queued, processing]);
    expect([...received('a'), ...received('b')]).toEqual([]);
  });

  it('are pushed once a second, and then for all that left', async () => {
    const { push, moveQueue, received, time } = await followedLine();
    await moveQueue(1);
    await moveQueue(2);
    expect(received('a')).toHaveLength(2);
    time.nowMs += 1000;
    await push([processing, processing]);
    expect(received('a').slice(2)).toMatchObject([{ view: { position: 3 } }, {}]);
  });

  it('of a song that has left are not pushed: it leaves the line itself', async () => {
    const { push, sockets } = await followedLine();
    const [first] = line;
    if (!first) throw new Error('The line is empty');
    await push([first, sampleJob('processing', { jobId: first.jobId })]);
    expect(await sockets.line.nearest(1)).toEqual([sampleId(11)]);
  });

  it('cost no read when nobody waits', async () => {
    const { counters, moveQueue } = service();
    await moveQueue(1);
    expect(counters.reads).toBe(0);
  });
});

it('tells the others when one job fails, and fails then', async () => {
  const { sockets, context, push, received } = service();
  for (const n of [1, 2]) await sockets.follows.add('a', sampleId(n));
  const { followersOf } = context.follows;
  Object.assign(context.follows, {
    followersOf: (jobId: ReturnType<typeof sampleId>) => {
      if (jobId === sampleId(1)) throw new Error('The table does not answer');
      return followersOf(jobId);
    },
  });
  const second = sampleId(2);
  const pushed = push(
    [queued, processing],
    [sampleJob('queued', { jobId: second }), sampleJob('processing', { jobId: second })],
  );
  await expect(pushed).rejects.toThrow(AggregateError);
  expect(received('a')).toHaveLength(1);
});
