import type { CreateJobResponse, createJobRequestSchema } from '@my-pitch/shared/api';
import { type CorrelationId, jobIdSchema } from '@my-pitch/shared/ids';
import type { AwaitingUploadJob } from '@my-pitch/shared/job';
import { isAcceptedContentType, lifetimes } from '@my-pitch/shared/limits';
import type { z } from 'zod';
import { composeOwnerToken, hashOwnerToken } from '../http/owner-token.ts';
import { RequestProblem } from '../http/problem.ts';
import type { Clock, JobTable, Signer } from '../ports.ts';
import type { QueueCounters } from '../queue/ports.ts';
import { secondsUntilPlace } from '../queue/waiting-time.ts';
import { checkOriginal } from './check-original.ts';

export interface CreateJobContext {
  readonly table: Pick<JobTable, 'create' | 'read'>;
  readonly counters: Pick<QueueCounters, 'admit' | 'withdraw' | 'read'>;
  readonly signer: Pick<Signer, 'uploadForm'>;
  readonly clock: Clock;
  readonly randomUuid: () => string;
  readonly randomBytes: (count: number) => Uint8Array;
  readonly maxUploadBytes: number;
  /** How many forms may be open and songs wait, together. */
  readonly maxQueuedJobs: number;
  /** From the wish for a worker to its first song. */
  readonly workerStartSeconds: number;
}

type Request = z.output<typeof createJobRequestSchema> & { readonly correlationId?: CorrelationId };

/**
 * Creates the job of a song and signs the form with which the browser uploads it.
 * @param admitClient rejects when the client has sent too many. Called before a place in the queue is taken,
 * so that a flood of requests does not touch the queue; a song that cannot be sent costs its client nothing.
 * @throws {RequestProblem} `unsupported-format`, `too-large`, `queue-full`, or a problem of the original of
 * a take.
 */
export async function createJob(
  request: Request,
  context: CreateJobContext,
  admitClient: () => Promise<void> = async () => undefined,
): Promise<CreateJobResponse> {
  const contentType = mediaTypeOf(request.contentType);
  checkFile(contentType, request.sizeBytes, context.maxUploadBytes);
  if (request.takeOf !== undefined) await checkOriginal(request.takeOf, context);
  await admitClient();
  await takePlace(context);

  const nowMs = context.clock();
  const ownerToken = composeOwnerToken(context.randomBytes);
  const job = newJob({ ...request, contentType }, hashOwnerToken(ownerToken), nowMs, context);
  const upload = await openForm(job, context);
  return { jobId: job.jobId, ownerToken, upload, uploadExpiresAt: job.uploadExpiresAt };
}

/** Signs the form and writes the job, or gives its place in the queue back. */
async function openForm(job: AwaitingUploadJob, { signer, table, counters }: CreateJobContext) {
  try {
    const { jobId, contentType, sizeBytes, contentSha256 } = job;
    const lifetimeSeconds = lifetimes.uploadFormSeconds;
    const form = { jobId, contentType, maxBytes: sizeBytes, contentSha256, lifetimeSeconds };
    const upload = await signer.uploadForm(form);
    await table.create(job);
    return upload;
  } catch (error) {
    await counters.withdraw();
    throw error;
  }
}

/** A media type without its parameters. Browsers send `audio/webm;codecs=opus` for a recording. */
function mediaTypeOf(contentType: string): string {
  return contentType.replace(/;.*$/s, '').trim();
}

function checkFile(contentType: string, sizeBytes: number, maxUploadBytes: number): void {
  if (!isAcceptedContentType(contentType)) {
    throw new RequestProblem('unsupported-format', 'Only audio and video files can be sent.');
  }
  if (sizeBytes > maxUploadBytes) {
    const detail = `A file may have ${maxUploadBytes} bytes at most.`;
    throw new RequestProblem('too-large', detail, { maxUploadBytes });
  }
}

async function takePlace(context: CreateJobContext): Promise<void> {
  const { counters, clock, maxQueuedJobs, workerStartSeconds } = context;
  if (await counters.admit(maxQueuedJobs)) return;
  const summary = await counters.read();
  const queuedJobs = Math.max(summary.occupied, maxQueuedJobs);
  throw new RequestProblem('queue-full', `${queuedJobs} songs wait or are being sent already.`, {
    queuedJobs,
    retryAfterSeconds: secondsUntilPlace(summary, workerStartSeconds, clock()),
  });
}

function newJob(
  { fileName, contentType, sizeBytes, options, contentSha256, takeOf, correlationId }: Request,
  ownerTokenHash: string,
  nowMs: number,
  { randomUuid }: CreateJobContext,
): AwaitingUploadJob {
  const createdAt = new Date(nowMs).toISOString();
  return {
    jobId: jobIdSchema.parse(randomUuid()),
    ...(correlationId !== undefined && { correlationId }),
    status: 'awaiting-upload',
    ownerTokenHash,
    fileName,
    contentType,
    sizeBytes,
    options,
    ...(contentSha256 !== undefined && { contentSha256 }),
    ...(takeOf !== undefined && { takeOf }),
    createdAt,
    statusSince: createdAt,
    uploadExpiresAt: new Date(nowMs + lifetimes.uploadFormSeconds * 1000).toISOString(),
    recordExpiresAtSeconds: Math.floor(nowMs / 1000) + lifetimes.jobRecordDays * 24 * 60 * 60,
  };
}
