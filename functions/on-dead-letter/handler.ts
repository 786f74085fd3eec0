import { Logger } from '@aws-lambda-powertools/logger';
import { functionEnvSchema, parseEnv } from '@my-pitch/shared/env';
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { createDynamoClient } from '../aws/clients.ts';
import { createDynamoJobTable } from '../aws/dynamo-job-table.ts';
import { type BuryBatchHost, buryBatch } from './bury-batch.ts';

const env = parseEnv(functionEnvSchema, process.env);
const host: BuryBatchHost = {
  table: createDynamoJobTable(createDynamoClient(), env.JOB_TABLE_NAME),
  clock: Date.now,
  log: new Logger({ serviceName: 'on-dead-letter' }),
};

/** Messages from the dead-letter queue, a batch at a time. */
export async function handler(event: SQSEvent): Promise<SQSBatchResponse> {
  return buryBatch(event.Records, host);
}
