import { type DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { jobIdSchema } from '@my-pitch/shared/ids';
import { sweepPartition, sweepShards } from '@my-pitch/shared/sweep-key';
import { jobTable } from '@my-pitch/shared/table';
import { z } from 'zod';
import type { DueJobs } from '../expire/ports.ts';

/** Enough work for all connections while the next page is fetched. */
const pageSize = 200;

/** A position: the shard, and the last key of the page before in it. */
const positionSchema = z.object({
  shard: z.int().nonnegative(),
  after: z.record(z.string(), z.string()).optional(),
});

/** Jobs by status on DynamoDB: pages of the sweep index, one shard after the other. */
export function createDynamoDueJobs(dynamo: DynamoDBDocumentClient, tableName: string): DueJobs {
  const { name, partitionKey, sortKey } = jobTable.sweepIndex;
  return {
    async page(status, sinceBeforeIso, from = '{"shard":0}') {
      const { shard, after } = positionSchema.parse(JSON.parse(from));
      const { Items = [], LastEvaluatedKey } = await dynamo.send(
        new QueryCommand({
          TableName: tableName,
          IndexName: name,
          KeyConditionExpression: '#key = :key AND #since < :before',
          ExpressionAttributeNames: { '#key': partitionKey, '#since': sortKey },
          ExpressionAttributeValues: {
            ':key': sweepPartition(status, sweepShards[shard] ?? ''),
            ':before': sinceBeforeIso,
          },
          Limit: pageSize,
          ...(after && { ExclusiveStartKey: after }),
        }),
      );
      const jobIds = Items.flatMap((item) => {
        const jobId = jobIdSchema.safeParse(item[jobTable.partitionKey]);
        return jobId.success ? [jobId.data] : [];
      });
      if (LastEvaluatedKey)
        return { jobIds, next: JSON.stringify({ shard, after: LastEvaluatedKey }) };
      const isLast = shard + 1 >= sweepShards.length;
      return isLast ? { jobIds } : { jobIds, next: JSON.stringify({ shard: shard + 1 }) };
    },
  };
}
