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
    async *list(status) {
      for (const shard of sweepShards) {
        for await (const page of pagesOf(queryOf(tableName, status, shard))) {
          yield* jobsOf(page.Items);
        }
      }
    },
  };
}

function queryOf(tableName: string, status: SweptStatus, shard: string): QueryCommandInput {
  const { name, partitionKey } = jobTable.sweepIndex;
  return {
    TableName: tableName,
    IndexName: name,
    KeyConditionExpression: '#key = :key',
    ExpressionAttributeNames: { '#key': partitionKey },
    ExpressionAttributeValues: { ':key': sweepPartition(status, shard) },
  };
}

/** A single invalid record must not hide the others. */
function jobsOf(items: readonly unknown[] | undefined): IndexedJob[] {
  return (items ?? []).flatMap((item) => indexedJobSchema.safeParse(item).data ?? []);
}
