import { type DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { jobIdSchema } from '@my-pitch/shared/ids';
import { jobTable } from '@my-pitch/shared/table';
import { z } from 'zod';
import type { ResultIndex } from '../on-upload/ports.ts';

/** A record may have just lost its result, but hardly three at once. */
const maxCandidates = 3;

const itemsSchema = z.array(z.object({ jobId: jobIdSchema })).default([]);

/** The index of results on DynamoDB. */
export function createDynamoResultIndex(
  dynamo: DynamoDBDocumentClient,
  tableName: string,
): ResultIndex {
  const { name, partitionKey, sortKey } = jobTable.resultIndex;
  return {
    async find(resultKey, expireAfterIso) {
      const query = new QueryCommand({
        TableName: tableName,
        IndexName: name,
        KeyConditionExpression: '#key = :key AND #expires > :after',
        ExpressionAttributeNames: { '#key': partitionKey, '#expires': sortKey },
        ExpressionAttributeValues: { ':key': resultKey, ':after': expireAfterIso },
        ScanIndexForward: false,
        Limit: maxCandidates,
      });
      const { Items } = await dynamo.send(query);
      return itemsSchema.parse(Items).map(({ jobId }) => jobId);
    },
  };
}
