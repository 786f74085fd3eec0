import { randomUUID } from 'node:crypto';
import { BatchWriteCommand, type DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';

const batchSize = 25;
const concurrency = 8;

/**
 * Adds waiting jobs to the table, as if they had been admitted in the last hours, and sets the counters
 * of the queue.
 * @param from the number of jobs that were added before.
 * @param to the number of jobs afterwards.
 */
export async function seedWaitingJobs(
  dynamo: DynamoDBDocumentClient,
  tableName: string,
  from: number,
  to: number,
): Promise<void> {
  const starts = Array.from({ length: Math.ceil((to - from) / batchSize) }, (_, n) => n);
  const next = starts.values();
  const work = async () => {
    for (const n of next) {
      const first = from + n * batchSize;
      const count = Math.min(batchSize, to - first);
      const Item = (k: number) => waitingJob(first + k + 1);
      const puts = Array.from({ length: count }, (_, k) => ({ PutRequest: { Item: Item(k) } }));
      await dynamo.send(new BatchWriteCommand({ RequestItems: { [tableName]: puts } }));
    }
  };
  await Promise.all(Array.from({ length: concurrency }, work));
  await dynamo.send(
    new PutCommand({
      TableName: tableName,
      Item: { jobId: 'queue', tickets: to, left: 0, admitted: to, occupied: to, version: 0 },
    }),
  );
}

function waitingJob(ticket: number) {
  const jobId = randomUUID();
  const at = new Date(Date.now() - 3_600_000 + ticket).toISOString();
  return {
    ...{ jobId, status: 'queued', statusSince: at, createdAt: at, queuedAt: at, ticket },
    sweepKey: `queued#${jobId.at(-1)}`,
    ...{ ownerTokenHash: 'a'.repeat(64), fileName: 'song.mp3', contentType: 'audio/mpeg' },
    ...{ sizeBytes: 5_000_000, attempts: 0, recordExpiresAtSeconds: 4_000_000_000 },
    options: { content: 'song', lossless: false, preset: 'balanced', stems: 'two' },
  };
}
