import { functionEnvSchema, parseEnv } from '@my-pitch/shared/env';
import type { SQSEvent } from 'aws-lambda';
import { createDynamoClient } from '../aws/clients.ts';
import { createDynamoJobTable } from '../aws/dynamo-job-table.ts';
import { createTelemetry } from '../aws/telemetry.ts';
import { type FailDeadLettersContext, failDeadLetters } from './fail-dead-letters.ts';

const telemetry = createTelemetry('on-dead-letter');
const env = parseEnv(functionEnvSchema, process.env);
const context: FailDeadLettersContext = {
  table: createDynamoJobTable(createDynamoClient(), env.JOB_TABLE_NAME),
  clock: Date.now,
  ...telemetry,
};

/** Handles a batch of messages from the dead-letter queue. */
export const handler = telemetry.inInvocation((event: SQSEvent) =>
  failDeadLetters(event.Records, context),
);
