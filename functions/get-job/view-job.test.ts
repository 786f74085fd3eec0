import { jobViewSchema } from '@my-pitch/shared/api';
import type { Job } from '@my-pitch/shared/job';
import { progressAt } from '@my-pitch/shared/stages';
import { jobStatuses } from '@my-pitch/shared/status';
import { describe, expect, it } from 'vitest';
import type { DownloadLinkRequest } from '../ports.ts';
import { MemoryJobs } from '../testing/memory-jobs.ts';
import { before, nowMs, sampleId, sampleJob } from '../testing/sample-jobs.ts';
import { viewJob } from './view-job.ts';

async function view(job: Job, ...others: Job[]) {
  const signer = {
    async downloadLink({ name, lifetimeSeconds }: DownloadLinkRequest) {
      return `https://results.example/${name}?for=${lifetimeSeconds}`;
    },
  };
  const index = new MemoryJobs(job, ...others);
  const seen = await viewJob(job, { index, signer, clock: () => nowMs });
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

describe('a queued job', () => {
  const job = sampleJob('queued', { statusSince: before(50) });
  const earlier = sampleJob('queued', { jobId: sampleId(2), statusSince: before(60) });
  const later = sampleJob('queued', { jobId: sampleId(3), statusSince: before(40) });

  it('has its position behind earlier jobs', async () => {
    expect(await view(job, earlier, later)).toMatchObject({ position: 2 });
    expect(await view(later, job, earlier)).toMatchObject({ position: 3 });
  });

  it('has no estimate while no song has finished', async () => {
    expect(await view(job, earlier)).not.toHaveProperty('estimatedSeconds');
  });

  it('has an estimate from the work ahead, shared among the workers', async () => {
    const finished = sampleJob('completed', { jobId: sampleId(4), processingSeconds: 40 });
    // Half done after 50 s each: 50 s left each.
    const working = [5, 6].map((n) =>
      sampleJob('processing', {
        jobId: sampleId(n),
        startedAt: before(50),
        progress: { ...progressAt('separate', 0.5), overallFraction: 0.5 },
      }),
    );
    // (50 + 50 + one song before of 40) / 2 workers + its own 40.
    expect(await view(job, earlier, finished, ...working)).toMatchObject({
      position: 2,
      estimatedSeconds: 110,
    });
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
