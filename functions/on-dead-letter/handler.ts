import { Logger } from '@aws-lambda-powertools/logger';
import { functionEnvSchema, parseEnv } from '@my-pitch/shared/env';
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { createDynamoClient } from '../aws/clients.ts';
import { createDynamoJobTable } from '../aws/dynamo-job-table.ts';
import { type FailDeadLettersContext, failDeadLetters } from './fail-dead-letters.ts';

const env = parseEnv(functionEnvSchema, process.env);
const context: FailDeadLettersContext = {
  table: createDynamoJobTable(createDynamoClient(), env.JOB_TABLE_NAME),
  clock: Date.now,
  log: new Logger({ serviceName: 'on-dead-letter' }),
};

/** Handles a batch of messages from the dead-letter queue. */
export async function handler(event: SQSEvent): Promise<SQSBatchResponse> {
  return failDeadLetters(event.Records, context);
}
