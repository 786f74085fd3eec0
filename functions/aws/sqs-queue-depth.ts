import { GetQueueAttributesCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { z } from 'zod';
import type { QueueDepth } from '../scale/ports.ts';

/** A missing or empty count is not 0. */
const count = z.string().regex(/^\d+$/).transform(Number);
const attributesSchema = z.object({
  ApproximateNumberOfMessages: count,
  ApproximateNumberOfMessagesNotVisible: count,
});

/** Reads how many songs the queue on SQS holds. */
export function createSqsQueueDepth(sqs: SQSClient, queueUrl: string) {
  return {
    /** @throws {z.ZodError} when SQS leaves out a count. */
    async read(): Promise<QueueDepth> {
      const { Attributes } = await sqs.send(
        new GetQueueAttributesCommand({
          QueueUrl: queueUrl,
          AttributeNames: ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'],
        }),
      );
      const parsed = attributesSchema.parse(Attributes);
      return {
        waiting: parsed.ApproximateNumberOfMessages,
        inFlight: parsed.ApproximateNumberOfMessagesNotVisible,
      };
    },
  };
}
