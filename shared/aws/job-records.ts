import { type DynamoDBDocumentClient, GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { JobId } from '../ids.ts';
import { type Job, jobSchema } from '../job.ts';
import type { JobWrite } from '../job-writes.ts';
import { ifConditionHolds } from './if-condition-holds.ts';

/**
 * Reads a job's record from DynamoDB, with strong consistency.
 * @throws {z.ZodError} for a record that breaks its contract.
 */
export async function readJobRecord(
  dynamo: DynamoDBDocumentClient,
  tableName: string,
  jobId: JobId,
): Promise<Job | undefined> {
  const { Item } = await dynamo.send(
    new GetCommand({ TableName: tableName, Key: { jobId }, ConsistentRead: true }),
  );
  return Item && jobSchema.parse(Item);
}

/** Sends a conditional write to DynamoDB. Returns whether its condition held; if not, nothing changed. */
export async function writeJobRecord(
  dynamo: DynamoDBDocumentClient,
  tableName: string,
  write: JobWrite,
): Promise<boolean> {
  return ifConditionHolds(dynamo.send(new UpdateCommand({ TableName: tableName, ...write })));
}
