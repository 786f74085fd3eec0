import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import {
  type DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import { jobSchema } from '@my-pitch/shared/job';
import { jobTable } from '@my-pitch/shared/table';
import type { JobTable } from '../ports.ts';

/** The job table on DynamoDB. */
export function createDynamoJobTable(dynamo: DynamoDBDocumentClient, tableName: string): JobTable {
  return {
    async read(jobId) {
      const { Item } = await dynamo.send(
        new GetCommand({ TableName: tableName, Key: { jobId }, ConsistentRead: true }),
      );
      return Item && jobSchema.parse(Item);
    },
    async create(job) {
      await dynamo.send(
        new PutCommand({
          TableName: tableName,
          Item: job,
          ConditionExpression: 'attribute_not_exists(#id)',
          ExpressionAttributeNames: { '#id': jobTable.partitionKey },
        }),
      );
    },
    async write(write) {
      try {
        await dynamo.send(new UpdateCommand({ TableName: tableName, ...write }));
        return true;
      } catch (error) {
        if (error instanceof ConditionalCheckFailedException) return false;
        throw error;
      }
    },
  };
}
