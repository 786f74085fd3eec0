import type { JobId } from '@my-pitch/shared/ids';
import type { Job } from '@my-pitch/shared/job';
import {
  type FollowRequest,
  followRequestSchema,
  type SocketMessage,
  socketLimits,
} from '@my-pitch/shared/socket';
import { isTerminal } from '@my-pitch/shared/status';
import type { ViewWithoutLinksContext } from '../get-job/view-job.ts';
import type { JobTable } from '../ports.ts';
import { messageAbout } from '../sockets/message-about.ts';
import type { FollowedLine, Follows } from '../sockets/ports.ts';

export interface FollowJobContext extends ViewWithoutLinksContext {
  readonly table: Pick<JobTable, 'read'>;
  readonly follows: Follows;
  readonly line: FollowedLine;
}

/**
 * Handles a message of a client: from now on its connection hears about a job.
 * @returns the answer to the connection: the job's present state, or a refusal.
 */
export async function followJob(
  connectionId: string,
  body: string,
  context: FollowJobContext,
): Promise<SocketMessage> {
  const request = readRequest(body);
  if (!request) return { type: 'refused', code: 'invalid-request' };
  const { jobId } = request;
  const { table, follows } = context;
  const job = await table.read(jobId);
  if (!job) return { type: 'refused', jobId, code: 'not-found' };
  if (isTerminal(job.status)) return messageAbout(job, context);
  if (!(await follows.add(connectionId, jobId))) {
    return { type: 'refused', jobId, code: 'too-many-follows' };
  }
  return messageAbout(await readAgain(job, jobId, context), context);
}

/** A change between the first read and the follow was pushed to nobody, so the job is read again. */
async function readAgain(
  before: Job,
  jobId: JobId,
  { table, line }: FollowJobContext,
): Promise<Job> {
  const job = (await table.read(jobId)) ?? before;
  if (job.status === 'queued') await line.add(job);
  return job;
}

function readRequest(body: string): FollowRequest | undefined {
  if (Buffer.byteLength(body) > socketLimits.maxMessageBytes) return undefined;
  try {
    return followRequestSchema.safeParse(JSON.parse(body)).data;
  } catch {
    return undefined;
  }
}
