import { jobViewSchema } from '@my-pitch/shared/api';
import type { Job } from '@my-pitch/shared/job';
import type { QueueSummary } from '@my-pitch/shared/queue-summary';
import { progressAt } from '@my-pitch/shared/stages';
import { jobStatuses } from '@my-pitch/shared/status';
import { describe, expect, it } from 'vitest';
import type { DownloadLinkRequest } from '../ports.ts';
import { MemoryCounters } from '../testing/memory-counters.ts';
import { before, nowMs, sampleId, sampleJob } from '../testing/sample-jobs.ts';
import { viewJob } from './view-job.ts';

async function view(job: Job, summary: Partial<QueueSummary> = {}) {
  const signer = {
    async downloadLink({ name, lifetimeSeconds }: DownloadLinkRequest) {
      return `https://results.example/${name}?for=${lifetimeSeconds}`;
    },
  };
  const counters = new MemoryCounters(summary);
  const seen = await viewJob(job, {
    ...{ counters, signer, workerStartSeconds: 90 },
    clock: () => nowMs,
  });
  expect(counters.reads).toBeLessThanOrEqual(1);
  // Strict: the view may contain only the fields of the contract.
  expect(jobViewSchema.parse(seen)).toEqual(seen);
  return seen;
}

it.each(jobStatuses)('shows a job that is %s, and never the token’s hash', async (status) => {
  const seen = await view(sampleJob(status));
  expect(seen).toMatchObject({ jobId: sampleId(), status });
  const isOver = status === 'cancelled' || status === 'expired';
  if (isOver) expect(Object.keys(seen).sort()).toEqual(['createdAt', 'jobId', 'status']);
  else expect(seen).toMatchObject({ fileName: '아침 이슬.mp3' });
  expect(JSON.stringify(seen)).not.toContain(sampleJob(status).ownerTokenHash);
});

it.each(['queued', 'processing', 'completed', 'failed'] as const)(
  'names the original of a take that is %s',
  async (status) => {
    const seen = await view(sampleJob(status, { takeOf: sampleId(5) }));
    expect(seen).toMatchObject({ takeOf: sampleId(5) });
  },
);

it('says why a take was not compared', async () => {
  const take = sampleJob('completed', { takeOf: sampleId(5), notCompared: 'original-gone' });
  expect(await view(take)).toMatchObject({ notCompared: 'original-gone' });
});

describe('a queued job', () => {
  const job = sampleJob('queued', { ticket: 12, queuedAt: before(20) });
  const nowSeconds = nowMs / 1000;

  it('has its place among those that have not left the waiting line', async () => {
    expect(await view(job, { tickets: 15, left: 9 })).toMatchObject({ position: 3 });
    expect(await view(job, { tickets: 15, left: 14 })).toMatchObject({ position: 1 });
  });

  it('of an older version, without a ticket, is the next', async () => {
    const { ticket: _ticket, ...old } = job;
    expect(await view(old, { tickets: 15, left: 9 })).toMatchObject({ position: 1 });
  });

  it('has no estimate while no song has finished', async () => {
    expect(await view(job)).not.toHaveProperty('estimatedSeconds');
  });

  it('has an estimate from the work ahead, shared among the workers', async () => {
    // Two songs in work, started 10 s ago: 30 s left each.
    const work = { processing: 2, startedSumSeconds: 2 * (nowSeconds - 10) };
    const summary = { tickets: 12, left: 10, recentSeconds: [40], ...work };
    // (30 + 30 + one song before of 40) / 2 workers + its own 40.
    expect(await view(job, summary)).toMatchObject({ position: 2, estimatedSeconds: 90 });
  });

  it('has an estimate with the start of a worker when none runs', async () => {
    const idle = { tickets: 12, left: 11, recentSeconds: [40] };
    // Of the 90 s for the start 20 s are over.
    expect(await view(job, idle)).toMatchObject({ estimatedSeconds: 70 + 40 });
    const justNow = { ...idle, lastWorkSeconds: nowSeconds - 5 };
    expect(await view(job, justNow)).toMatchObject({ estimatedSeconds: 40 });
    const overdue = sampleJob('queued', { ...job, queuedAt: before(500) });
    expect(await view(overdue, idle)).toMatchObject({ estimatedSeconds: 40 });
  });
});

it('shows the stage and an estimate of a job in work', async () => {
  const progress = { ...progressAt('separate', 0.2), overallFraction: 0.25 };
  const seen = await view(sampleJob('processing', { startedAt: before(30), progress }));
  expect(seen).toMatchObject({ progress, estimatedSeconds: 90 });
});

describe('a completed job', () => {
  it('has a link to each of its files, valid for an hour', async () => {
    expect(await view(sampleJob('completed'))).toMatchObject({
      links: {
        'vocals.m4a': 'https://results.example/vocals.m4a?for=3600',
        'score.musicxml': 'https://results.example/score.musicxml?for=3600',
      },
      linksExpireAt: before(-3600),
      durationSeconds: 180,
    });
  });

  it('is shown as expired from the moment its files may be deleted', async () => {
    const seen = await view(sampleJob('completed', { resultsExpireAt: before(0) }));
    expect(seen).toEqual({ jobId: sampleId(), createdAt: before(100), status: 'expired' });
  });
});

it('shows why a job failed', async () => {
  expect(await view(sampleJob('failed'))).toMatchObject({ failureCode: 'no-audio' });
});
