import { type JobMessage, parseJobMessage } from '@my-pitch/shared/messages';
import type { SQSBatchResponse, SQSRecord } from 'aws-lambda';
import type { Log } from '../ports.ts';
import { type FailDeadLetterHost, failDeadLetteredJob } from './fail-dead-lettered-job.ts';

export interface FailDeadLettersHost extends FailDeadLetterHost {
  readonly log: Log;
}

type DeadLetter = Pick<SQSRecord, 'messageId' | 'body'>;

/**
 * Fails the jobs of a batch of dead letters, each independently of the others.
 * @returns the messages that must be delivered again: their job is still leased, or the table did not answer.
 */
export async function failDeadLetters(
  letters: readonly DeadLetter[],
  host: FailDeadLettersHost,
): Promise<SQSBatchResponse> {
  const batchItemFailures: SQSBatchResponse['batchItemFailures'] = [];
  for (const letter of letters) {
    if (!(await isSettled(letter, host))) {
      batchItemFailures.push({ itemIdentifier: letter.messageId });
    }
  }
  return { batchItemFailures };
}

async function isSettled(
  { messageId, body }: DeadLetter,
  host: FailDeadLettersHost,
): Promise<boolean> {
  const message = readMessage(body);
  if (!message) {
    host.log.error('dropped a dead letter that is no job message', { messageId, body });
    return true;
  }
  try {
    const outcome = await failDeadLetteredJob(message, host);
    host.log.warn('dead letter', { messageId, ...message, outcome });
    return outcome !== 'leased';
  } catch (error) {
    host.log.error('dead letter could not be handled', { messageId, ...message, error });
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
