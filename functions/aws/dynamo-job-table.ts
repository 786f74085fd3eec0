import { type DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import { readJobRecord, writeJobRecord } from '@my-pitch/shared/aws/job-records';
import { sweepAttributes } from '@my-pitch/shared/sweep-key';
import { jobTable } from '@my-pitch/shared/table';
import type { JobTable } from '../ports.ts';

/** The job table on DynamoDB. */
export function createDynamoJobTable(dynamo: DynamoDBDocumentClient, tableName: string): JobTable {
  return {
    read: (jobId) => readJobRecord(dynamo, tableName, jobId),
    write: (write) => writeJobRecord(dynamo, tableName, write),
    async create(job) {
      await dynamo.send(
        new PutCommand({
          TableName: tableName,
          Item: { ...job, ...sweepAttributes(job.jobId, job.status) },
          ConditionExpression: 'attribute_not_exists(#id)',
          ExpressionAttributeNames: { '#id': jobTable.partitionKey },
        }),
      );
    },
  };
}
