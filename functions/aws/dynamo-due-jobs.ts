import { type DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { jobIdSchema } from '@my-pitch/shared/ids';
import { jobTable } from '@my-pitch/shared/table';
import { z } from 'zod';
import type { DueJobs } from '../expire/ports.ts';

/** Enough work for all connections while the next page is fetched. */
const pageSize = 200;

const positionSchema = z.record(z.string(), z.string());

/** Jobs by status on DynamoDB: pages of the status index, of which only the ids are used. */
export function createDynamoDueJobs(dynamo: DynamoDBDocumentClient, tableName: string): DueJobs {
  const { name, partitionKey, sortKey } = jobTable.statusIndex;
  return {
    async page(status, sinceBeforeIso, from) {
      const { Items = [], LastEvaluatedKey } = await dynamo.send(
        new QueryCommand({
          TableName: tableName,
          IndexName: name,
          KeyConditionExpression: '#status = :status AND #since < :before',
          ProjectionExpression: '#id',
          ExpressionAttributeNames: {
            '#status': partitionKey,
            '#since': sortKey,
            '#id': jobTable.partitionKey,
          },
          ExpressionAttributeValues: { ':status': status, ':before': sinceBeforeIso },
          Limit: pageSize,
          ...(from !== undefined && { ExclusiveStartKey: positionSchema.parse(JSON.parse(from)) }),
        }),
      );
      return {
        jobIds: Items.flatMap((item) => {
          const jobId = jobIdSchema.safeParse(item[jobTable.partitionKey]);
          return jobId.success ? [jobId.data] : [];
        }),
        ...(LastEvaluatedKey && { next: JSON.stringify(LastEvaluatedKey) }),
      };
    },
  };
}
