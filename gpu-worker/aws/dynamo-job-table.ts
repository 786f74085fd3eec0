import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { readJobRecord, writeJobRecord } from '@my-pitch/shared/aws/job-records';
import type { JobTable } from '../ports.ts';
import { callAws } from './call-aws.ts';

/** The job table on DynamoDB. */
export function createDynamoJobTable(dynamo: DynamoDBDocumentClient, tableName: string): JobTable {
  return {
    read: (jobId) => callAws(() => readJobRecord(dynamo, tableName, jobId)),
    write: (write) => callAws(() => writeJobRecord(dynamo, tableName, write)),
  };
}
