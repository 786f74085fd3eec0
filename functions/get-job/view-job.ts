import type { JobView } from '@my-pitch/shared/api';
import type { CompletedJob, Job, ProcessingJob, QueuedJob } from '@my-pitch/shared/job';
import { lifetimes } from '@my-pitch/shared/limits';
import type { Clock, JobIndex, Signer } from '../ports.ts';
import { readWorkload } from '../queue/read-workload.ts';
import { recentJobs, remainingSeconds, waitingSeconds, workloadOf } from '../queue/waiting-time.ts';
import { contentDisposition } from './content-disposition.ts';

export interface ViewJobHost {
  readonly index: JobIndex;
  readonly signer: Pick<Signer, 'downloadLink'>;
  readonly clock: Clock;
}

/** What anybody who has the link may see of a job, at this moment. */
export async function viewJob(job: Job, host: ViewJobHost): Promise<JobView> {
  const { jobId, createdAt } = job;
  const ended = { jobId, createdAt };
  if (job.status === 'cancelled' || job.status === 'expired') {
    return { ...ended, status: job.status };
  }
  const every = { ...ended, fileName: job.fileName };
  switch (job.status) {
    case 'queued':
      return { ...every, status: 'queued', ...(await placeInQueue(job, host)) };
    case 'processing':
      return { ...every, status: 'processing', ...(await progressOf(job, host)) };
    case 'completed':
      // The time is up; files and record follow with the next sweep.
      if (Date.parse(job.resultsExpireAt) <= host.clock()) return { ...ended, status: 'expired' };
      return { ...every, status: 'completed', ...(await resultOf(job, host)) };
    case 'failed':
      return { ...every, status: 'failed', failureCode: job.failureCode };
    case 'awaiting-upload':
      return { ...every, status: job.status };
  }
}

async function placeInQueue({ statusSince }: QueuedJob, { index, clock }: ViewJobHost) {
  const [ahead, workload] = await Promise.all([
    index.count('queued', statusSince),
    readWorkload(index, clock()),
  ]);
  const position = ahead + 1;
  return { position, ...estimate(waitingSeconds(position, workload)) };
}

async function progressOf(job: ProcessingJob, { index, clock }: ViewJobHost) {
  const completed = await index.latest('completed', recentJobs);
  const { typicalSeconds } = workloadOf([], completed, clock());
  return {
    progress: job.progress,
    ...estimate(remainingSeconds(job, typicalSeconds, clock())),
  };
}

function estimate(seconds: number | undefined) {
  return seconds === undefined ? {} : { estimatedSeconds: seconds };
}

async function resultOf(job: CompletedJob, { signer, clock }: ViewJobHost) {
  const { jobId, fileName, completedAt, durationSeconds, resultsExpireAt } = job;
  const lifetimeSeconds = lifetimes.downloadLinkSeconds;
  const linksExpireAt = new Date(clock() + lifetimeSeconds * 1000).toISOString();
  const links = await Promise.all(
    job.artifacts.map(async ({ name }) => {
      const disposition = contentDisposition(fileName, name);
      const request = { jobId, name, contentDisposition: disposition, lifetimeSeconds };
      return [name, await signer.downloadLink(request)] as const;
    }),
  );
  return {
    completedAt,
    durationSeconds,
    resultsExpireAt,
    links: Object.fromEntries(links),
    linksExpireAt,
  };
}
