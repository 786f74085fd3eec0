import type { SQSBatchResponse, SQSRecord } from 'aws-lambda';

/**
 * Handles the messages of a batch at the same time and independently.
 * @param settle returns whether a message is done. It must not throw.
 * @returns the messages that must be delivered again.
 */
export async function settleBatch<Message extends Pick<SQSRecord, 'messageId'>>(
  messages: readonly Message[],
  settle: (message: Message) => Promise<boolean>,
): Promise<SQSBatchResponse> {
  const settled = await Promise.all(messages.map(settle));
  const unsettled = messages.filter((_message, index) => !settled[index]);
  return { batchItemFailures: unsettled.map(({ messageId }) => ({ itemIdentifier: messageId })) };
}
