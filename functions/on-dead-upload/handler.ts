import { bucketsOf } from '@my-pitch/shared/aws/buckets';
import { functionEnvSchema, parseEnv } from '@my-pitch/shared/env';
import type { SQSEvent } from 'aws-lambda';
import { createDynamoClient, createS3Client } from '../aws/clients.ts';
import { createDynamoJobTable } from '../aws/dynamo-job-table.ts';
import { createS3SongFiles } from '../aws/s3-song-files.ts';
import { createTelemetry } from '../aws/telemetry.ts';
import { type FailDeadUploadsContext, failDeadUploads } from './fail-dead-uploads.ts';

const telemetry = createTelemetry('on-dead-upload');
const env = parseEnv(functionEnvSchema, process.env);
const context: FailDeadUploadsContext = {
  table: createDynamoJobTable(createDynamoClient(), env.JOB_TABLE_NAME),
  files: createS3SongFiles(createS3Client(env.S3_FORCE_PATH_STYLE), bucketsOf(env)),
  clock: Date.now,
  ...telemetry,
};

/** Handles a batch of upload events that `on-upload` could not handle. */
export const handler = telemetry.inInvocation((event: SQSEvent) =>
  failDeadUploads(event.Records, context),
);
