import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { composeJobMessage } from '@my-pitch/shared/messages';
import type { JobQueue } from '../ports.ts';

/** The job queue on SQS. */
export function createSqsJobQueue(sqs: SQSClient, queueUrl: string): JobQueue {
  return {
    async send(message) {
      await sqs.send(
        new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: composeJobMessage(message) }),
      );
    },
  };
}
