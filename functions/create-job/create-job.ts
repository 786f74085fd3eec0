import type { CreateJobResponse, createJobRequestSchema } from '@my-pitch/shared/api';
import { type CorrelationId, jobIdSchema } from '@my-pitch/shared/ids';
import type { AwaitingUploadJob } from '@my-pitch/shared/job';
import { isAcceptedContentType, lifetimes } from '@my-pitch/shared/limits';
import type { z } from 'zod';
import { composeOwnerToken, hashOwnerToken } from '../http/owner-token.ts';
import { RequestProblem } from '../http/problem.ts';
import type { Clock, JobIndex, JobTable, Signer } from '../ports.ts';
import { readWorkload } from '../queue/read-workload.ts';

export interface CreateJobContext {
  readonly table: Pick<JobTable, 'create'>;
  readonly index: JobIndex;
  readonly signer: Pick<Signer, 'uploadForm'>;
  readonly clock: Clock;
  readonly randomUuid: () => string;
  readonly randomBytes: (count: number) => Uint8Array;
  readonly maxUploadBytes: number;
  readonly maxQueuedJobs: number;
}

type Request = z.output<typeof createJobRequestSchema> & { readonly correlationId?: CorrelationId };

/** The retry delay for a full queue while no finished song shows how long one takes. */
const defaultRetrySeconds = 60;

/**
 * Creates the job of a song and signs the form with which the browser uploads it.
 * @param admitClient called last before the job is created, so that a refused song costs its client
 * nothing; rejects when the client has sent too many.
 * @throws {RequestProblem} `unsupported-format`, `too-large` or `queue-full`.
 */
export async function createJob(
  request: Request,
  context: CreateJobContext,
  admitClient: () => Promise<void> = async () => undefined,
): Promise<CreateJobResponse> {
  const contentType = mediaTypeOf(request.contentType);
  checkFile(contentType, request.sizeBytes, context.maxUploadBytes);
  await checkQueue(context);
  await admitClient();

  const nowMs = context.clock();
  const ownerToken = composeOwnerToken(context.randomBytes);
  const job = newJob({ ...request, contentType }, hashOwnerToken(ownerToken), nowMs, context);
  await context.table.create(job);
  const upload = await context.signer.uploadForm({
    jobId: job.jobId,
    contentType,
    maxBytes: context.maxUploadBytes,
    lifetimeSeconds: lifetimes.uploadFormSeconds,
  });
  return { jobId: job.jobId, ownerToken, upload, uploadExpiresAt: job.uploadExpiresAt };
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

async function checkQueue({ index, clock, maxQueuedJobs }: CreateJobContext): Promise<void> {
  const queuedJobs = await index.count('queued');
  if (queuedJobs < maxQueuedJobs) return;
  const { typicalSeconds = defaultRetrySeconds, workers } = await readWorkload(index, clock());
  throw new RequestProblem('queue-full', `${queuedJobs} songs wait already.`, {
    queuedJobs,
    retryAfterSeconds: Math.max(1, Math.ceil(typicalSeconds / workers)),
  });
}

function newJob(
  { fileName, contentType, sizeBytes, options, correlationId }: Request,
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
    createdAt,
    statusSince: createdAt,
    uploadExpiresAt: new Date(nowMs + lifetimes.uploadFormSeconds * 1000).toISOString(),
    recordExpiresAtSeconds: Math.floor(nowMs / 1000) + lifetimes.jobRecordDays * 24 * 60 * 60,
  };
}
