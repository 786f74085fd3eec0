import type { JobView } from '@my-pitch/shared/api';
import { hasScore } from '@my-pitch/shared/has-score';
import type { CompletedJob, Job, ProcessingJob, QueuedJob } from '@my-pitch/shared/job';
import { lifetimes } from '@my-pitch/shared/limits';
import { placeInQueue } from '@my-pitch/shared/queue-summary';
import type { PushedView } from '@my-pitch/shared/socket';
import type { Clock, Signer } from '../ports.ts';
import type { QueueCounters } from '../queue/ports.ts';
import { remainingSeconds, waitingSeconds, workloadOf } from '../queue/waiting-time.ts';
import { contentDisposition } from './content-disposition.ts';

export interface ViewJobContext {
  readonly counters: Pick<QueueCounters, 'read'>;
  /** From the wish for a worker to its first song. */
  readonly workerStartSeconds: number;
  readonly signer: Pick<Signer, 'downloadLink'>;
  readonly clock: Clock;
}

export type ViewWithoutLinksContext = Omit<ViewJobContext, 'signer'>;

/** The public view of a job, for everyone who has its link. */
export async function viewJob(job: Job, context: ViewJobContext): Promise<JobView> {
  if (job.status !== 'completed') return viewWithoutLinks(job, context);
  const { jobId, createdAt } = job;
  // The next sweep will delete the files and update the record.
  if (!hasScore(job, context.clock())) {
    return { jobId, createdAt, status: 'expired' };
  }
  return {
    jobId,
    createdAt,
    ...songOf(job),
    status: 'completed',
    ...(await resultOf(job, context)),
  };
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
  const common = { ...minimal, ...songOf(job) };
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

function songOf({ fileName, takeOf }: Pick<CompletedJob, 'fileName' | 'takeOf'>) {
  return { fileName, ...(takeOf !== undefined && { takeOf }) };
}

async function queuePosition({ ticket, queuedAt }: QueuedJob, context: ViewWithoutLinksContext) {
  const summary = await context.counters.read();
  const nowMs = context.clock();
  const position = placeInQueue(ticket, summary);
  const waitedSeconds = Math.max(0, nowMs - Date.parse(queuedAt)) / 1000;
  // The first waiting song has started a worker; this song came at the same time or later.
  const startSeconds = Math.max(0, context.workerStartSeconds - waitedSeconds);
  const workload = workloadOf(summary, nowMs);
  return { position, ...estimateOf(waitingSeconds(position, workload, startSeconds)) };
}

async function progressOf(job: ProcessingJob, { counters, clock }: ViewWithoutLinksContext) {
  const { typicalSeconds } = workloadOf(await counters.read(), clock());
  return {
    progress: job.progress,
    ...estimateOf(remainingSeconds(job, typicalSeconds, clock())),
  };
}

function estimateOf(seconds: number | undefined) {
  return seconds === undefined ? {} : { estimatedSeconds: seconds };
}

async function resultOf(job: CompletedJob, { signer, clock }: ViewJobContext) {
  const { jobId, fileName, completedAt, durationSeconds, resultsExpireAt, notCompared } = job;
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
    ...(notCompared !== undefined && { notCompared }),
  };
}
