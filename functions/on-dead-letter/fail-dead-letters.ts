import type { FailureCode } from '@my-pitch/shared/errors';
import type { Job } from '@my-pitch/shared/job';
import { failDeadWrite } from '@my-pitch/shared/job-writes';
import { type JobMessage, parseJobMessage } from '@my-pitch/shared/messages';
import { isTerminal } from '@my-pitch/shared/status';
import type { SQSBatchResponse, SQSRecord } from 'aws-lambda';
import type { Clock, JobTable, Telemetry } from '../ports.ts';
import { settleBatch } from '../queue/settle-batch.ts';

export interface FailDeadLettersContext extends Telemetry {
  readonly table: Pick<JobTable, 'read' | 'write'>;
  readonly clock: Clock;
}

type DeadLetter = Pick<SQSRecord, 'messageId' | 'body'>;

/**
 * Fails the jobs of a batch of dead letters, each independently of the others.
 * @returns the messages that must be delivered again: their job is still leased, or the table did not answer.
 */
export async function failDeadLetters(
  letters: readonly DeadLetter[],
  context: FailDeadLettersContext,
): Promise<SQSBatchResponse> {
  return settleBatch(letters, (letter) => isSettled(letter, context));
}

async function isSettled(
  { messageId, body }: DeadLetter,
  context: FailDeadLettersContext,
): Promise<boolean> {
  const message = readMessage(body);
  if (!message) {
    context.log.error('dropped a dead letter that is no job message', { messageId, body });
    return true;
  }
  try {
    const outcome = await failDeadLetteredJob(message, context);
    context.log.warn('dead letter', { messageId, ...message, outcome });
    return outcome !== 'leased';
  } catch (error) {
    context.log.error('dead letter could not be handled', { messageId, ...message, error });
    return false;
  }
}

function readMessage(body: string): JobMessage | undefined {
  try {
    return parseJobMessage(body);
  } catch {
    return undefined;
  }
}

/** `failed`: the job failed now. `finished`: it needs no change. `leased`: the message must be delivered again. */
type DeadLetterOutcome = 'failed' | 'finished' | 'leased';

/**
 * Fails the job of a dead letter with the failure code of its last attempt. A job that a worker has
 * leased for another message does not fail yet: that worker may finish it or crash.
 */
async function failDeadLetteredJob(
  { jobId }: JobMessage,
  { table, clock, metrics }: FailDeadLettersContext,
): Promise<DeadLetterOutcome> {
  const nowIso = new Date(clock()).toISOString();
  const code = lastFailureCode(await table.read(jobId));
  if (await table.write(failDeadWrite(jobId, code, nowIso))) {
    metrics.record('SongsFailed', 1, { FailureCode: code });
    return 'failed';
  }
  const job = await table.read(jobId);
  return !job || isTerminal(job.status) ? 'finished' : 'leased';
}

/** An attempt that recorded no failure code has crashed. */
function lastFailureCode(job: Job | undefined): FailureCode {
  const recorded = job?.status === 'processing' ? job.lastFailureCode : undefined;
  return recorded ?? 'worker-crashed';
}
