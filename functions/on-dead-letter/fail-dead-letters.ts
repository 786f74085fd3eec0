import { type JobMessage, parseJobMessage } from '@my-pitch/shared/messages';
import type { SQSBatchResponse, SQSRecord } from 'aws-lambda';
import type { Log } from '../ports.ts';
import { type BuryMessageHost, failDeadLetteredJob } from './fail-dead-lettered-job.ts';

export interface BuryBatchHost extends BuryMessageHost {
  readonly log: Log;
}

type DeadLetter = Pick<SQSRecord, 'messageId' | 'body'>;

/**
 * Deals with each dead letter by itself.
 * @returns those that have to come again: their job is still being worked on, or the table did not answer.
 */
export async function buryBatch(
  letters: readonly DeadLetter[],
  host: BuryBatchHost,
): Promise<SQSBatchResponse> {
  const batchItemFailures: SQSBatchResponse['batchItemFailures'] = [];
  for (const letter of letters) {
    if (!(await isDone(letter, host))) batchItemFailures.push({ itemIdentifier: letter.messageId });
  }
  return { batchItemFailures };
}

async function isDone({ messageId, body }: DeadLetter, host: BuryBatchHost): Promise<boolean> {
  const message = readMessage(body);
  if (!message) {
    host.log.error('dropped a dead letter that is no job message', { messageId, body });
    return true;
  }
  try {
    const burial = await failDeadLetteredJob(message, host);
    host.log.warn('dead letter', { messageId, ...message, burial });
    return burial !== 'too-early';
  } catch (error) {
    host.log.error('dead letter could not be dealt with', { messageId, ...message, error });
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
