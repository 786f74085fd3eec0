import {
  type DynamoDBDocumentClient,
  paginateQuery,
  type QueryCommandInput,
} from '@aws-sdk/lib-dynamodb';
import { jobIdSchema } from '@my-pitch/shared/ids';
import { type SweptStatus, sweepPartition, sweepShards } from '@my-pitch/shared/sweep-key';
import { jobTable } from '@my-pitch/shared/table';
import { z } from 'zod';
import type { IndexedJob, JobIndex } from '../ports.ts';

const indexedJobSchema = z.object({ jobId: jobIdSchema, statusSince: z.iso.datetime() });

/** The sweep index on DynamoDB. */
export function createDynamoJobIndex(dynamo: DynamoDBDocumentClient, tableName: string): JobIndex {
  const pagesOf = (query: QueryCommandInput) => paginateQuery({ client: dynamo }, query);
  const countShard = async (status: SweptStatus, shard: string) => {
    let total = 0;
    const query = { ...queryOf(tableName, status, shard), Select: 'COUNT' as const };
    for await (const page of pagesOf(query)) total += page.Count ?? 0;
    return total;
  };
  return {
    async count(status) {
      const counts = await Promise.all(sweepShards.map((shard) => countShard(status, shard)));
      return counts.reduce((sum, count) => sum + count, 0);
    },
    async *list(status, sinceBeforeIso, shards = sweepShards) {
      for (const shard of shards) {
        for await (const page of pagesOf(queryOf(tableName, status, shard, sinceBeforeIso))) {
          yield* jobsOf(page.Items);
        }
      }
    },
  };
}

function queryOf(
  tableName: string,
  status: SweptStatus,
  shard: string,
  sinceBeforeIso?: string,
): QueryCommandInput {
  const { name, partitionKey, sortKey } = jobTable.sweepIndex;
  const partition = sweepPartition(status, shard);
  const bounded = sinceBeforeIso !== undefined;
  return {
    TableName: tableName,
    IndexName: name,
    KeyConditionExpression: bounded ? '#key = :key AND #since < :before' : '#key = :key',
    ExpressionAttributeNames: { '#key': partitionKey, ...(bounded && { '#since': sortKey }) },
    ExpressionAttributeValues: { ':key': partition, ...(bounded && { ':before': sinceBeforeIso }) },
  };
}

/** A single invalid record must not hide the others. */
function jobsOf(items: readonly unknown[] | undefined): IndexedJob[] {
  return (items ?? []).flatMap((item) => indexedJobSchema.safeParse(item).data ?? []);
}
