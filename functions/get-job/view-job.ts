import type { JobView } from '@my-pitch/shared/api';
import type { CompletedJob, Job, ProcessingJob, QueuedJob } from '@my-pitch/shared/job';
import { lifetimes } from '@my-pitch/shared/limits';
import type { PushedView } from '@my-pitch/shared/socket';
import type { Clock, JobIndex, Signer } from '../ports.ts';
import { readWorkload } from '../queue/read-workload.ts';
import { recentJobs, remainingSeconds, waitingSeconds, workloadOf } from '../queue/waiting-time.ts';
import { contentDisposition } from './content-disposition.ts';

export interface ViewJobContext {
  readonly index: JobIndex;
  readonly signer: Pick<Signer, 'downloadLink'>;
  readonly clock: Clock;
}

export type ViewWithoutLinksContext = Omit<ViewJobContext, 'signer'>;

/** The public view of a job, for everyone who has its link. */
export async function viewJob(job: Job, context: ViewJobContext): Promise<JobView> {
  if (job.status !== 'completed') return viewWithoutLinks(job, context);
  const { jobId, createdAt, fileName } = job;
  // The next sweep will delete the files and update the record.
  if (Date.parse(job.resultsExpireAt) <= context.clock()) {
    return { jobId, createdAt, status: 'expired' };
  }
  return { jobId, createdAt, fileName, status: 'completed', ...(await resultOf(job, context)) };
}

/** The public view of a job that is not completed; it has no links. */
export async function viewWithoutLinks(
  job: Exclude<Job, CompletedJob>,
  context: ViewWithoutLinksContext,
): Promise<PushedView> {
  const { jobId, createdAt } = job;
  const minimal = { jobId, createdAt };
  if (job.status === 'cancelled' || job.status === 'expired') {
    return { ...minimal, status: job.status };
  }
  const common = { ...minimal, fileName: job.fileName };
  switch (job.status) {
    case 'queued':
      return { ...common, status: 'queued', ...(await queuePosition(job, context)) };
    case 'processing':
      return { ...common, status: 'processing', ...(await progressOf(job, context)) };
    case 'failed':
      return { ...common, status: 'failed', failureCode: job.failureCode };
    case 'awaiting-upload':
      return { ...common, status: job.status };
  }
}

async function queuePosition(
  { statusSince }: QueuedJob,
  { index, clock }: ViewWithoutLinksContext,
) {
  const [jobsAhead, workload] = await Promise.all([
    index.count('queued', statusSince),
    readWorkload(index, clock()),
  ]);
  const position = jobsAhead + 1;
  return { position, ...estimateOf(waitingSeconds(position, workload)) };
}

async function progressOf(job: ProcessingJob, { index, clock }: ViewWithoutLinksContext) {
  const completed = await index.latest('completed', recentJobs);
  const { typicalSeconds } = workloadOf([], completed, clock());
  return {
    progress: job.progress,
    ...estimateOf(remainingSeconds(job, typicalSeconds, clock())),
  };
}

function estimateOf(seconds: number | undefined) {
  return seconds === undefined ? {} : { estimatedSeconds: seconds };
}

async function resultOf(job: CompletedJob, { signer, clock }: ViewJobContext) {
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
