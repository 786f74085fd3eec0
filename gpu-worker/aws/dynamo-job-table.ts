import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { jobSchema } from '@my-pitch/shared/job';
import type { JobTable } from '../ports.ts';
import { callAws } from './call-aws.ts';

/** The job table on DynamoDB. */
export function createDynamoJobTable(dynamo: DynamoDBDocumentClient, tableName: string): JobTable {
  return {
    async read(jobId) {
      const command = new GetCommand({
        TableName: tableName,
        Key: { jobId },
        ConsistentRead: true,
      });
      const { Item } = await callAws(() => dynamo.send(command));
      return Item && jobSchema.parse(Item);
    },
    async write(write) {
      try {
        await callAws(() => dynamo.send(new UpdateCommand({ TableName: tableName, ...write })));
        return true;
      } catch (error) {
        if (error instanceof ConditionalCheckFailedException) return false;
        throw error;
      }
    },
  };
}
