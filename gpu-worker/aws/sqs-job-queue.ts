import {
  ChangeMessageVisibilityCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  type Message,
  ReceiveMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import { z } from 'zod';
import type { JobQueue, ReceivedMessage } from '../ports.ts';
import { callAws } from './call-aws.ts';

const maxPollSeconds = 20;

const messageSchema = z.object({
  MessageId: z.string(),
  ReceiptHandle: z.string(),
  Body: z.string(),
  Attributes: z.object({ ApproximateReceiveCount: z.coerce.number().int().positive() }),
});

/** The job queue on SQS. */
export function createSqsJobQueue(sqs: SQSClient, queueUrl: string): JobQueue {
  return {
    async receive(invisibleSeconds, signal) {
      const command = new ReceiveMessageCommand({
        QueueUrl: queueUrl,
        MaxNumberOfMessages: 1,
        WaitTimeSeconds: maxPollSeconds,
        VisibilityTimeout: invisibleSeconds,
        MessageSystemAttributeNames: ['ApproximateReceiveCount'],
      });
      const { Messages: [message] = [] } = await callAws(() =>
        sqs.send(command, { abortSignal: signal }),
      );
      return message && received(message);
    },
    async hide({ receiptHandle }, seconds) {
      const command = new ChangeMessageVisibilityCommand({
        QueueUrl: queueUrl,
        ReceiptHandle: receiptHandle,
        VisibilityTimeout: seconds,
      });
      await callAws(() => sqs.send(command));
    },
    async delete({ receiptHandle }) {
      const command = new DeleteMessageCommand({
        QueueUrl: queueUrl,
        ReceiptHandle: receiptHandle,
      });
      await callAws(() => sqs.send(command));
    },
    async check() {
      const command = new GetQueueAttributesCommand({
        QueueUrl: queueUrl,
        AttributeNames: ['QueueArn'],
      });
      await callAws(() => sqs.send(command));
    },
  };
}

function received(message: Message): ReceivedMessage {
  const { MessageId, ReceiptHandle, Body, Attributes } = messageSchema.parse(message);
  return {
    messageId: MessageId,
    receiptHandle: ReceiptHandle,
    body: Body,
    receiveCount: Attributes.ApproximateReceiveCount,
  };
}
