import { LambdaClient } from '@aws-sdk/client-lambda';
import { SQSClient } from '@aws-sdk/client-sqs';
import { bucketsOf } from '@my-pitch/shared/aws/buckets';
import { onUploadEnvSchema, parseEnv } from '@my-pitch/shared/env';
import { createDynamoClient, createS3Client } from '../aws/clients.ts';
import { createDynamoJobTable } from '../aws/dynamo-job-table.ts';
import { createDynamoQueueCounters } from '../aws/dynamo-queue-counters.ts';
import { createDynamoResultIndex } from '../aws/dynamo-result-index.ts';
import { createScalerWaker } from '../aws/lambda-scaler.ts';
import { createS3ArtifactFiles } from '../aws/s3-artifact-files.ts';
import { createS3SongFiles } from '../aws/s3-song-files.ts';
import { createS3UploadHash } from '../aws/s3-upload-hash.ts';
import { createSqsJobQueue } from '../aws/sqs-job-queue.ts';
import { createTelemetry } from '../aws/telemetry.ts';
import {
  type ReceiveUploadEventsContext,
  receiveUploadEvents,
  type UploadEventBatch,
} from './receive-upload-events.ts';
import { tryReuse } from './reuse-result.ts';

const telemetry = createTelemetry('on-upload');
const env = parseEnv(onUploadEnvSchema, process.env);
const dynamo = createDynamoClient();
const s3 = createS3Client(env.S3_FORCE_PATH_STYLE);
const buckets = bucketsOf(env);
const common = {
  table: createDynamoJobTable(dynamo, env.JOB_TABLE_NAME),
  files: createS3SongFiles(s3, buckets),
  clock: Date.now,
};
const context: ReceiveUploadEventsContext = {
  ...common,
  reuseResult: tryReuse(telemetry, {
    ...common,
    results: createDynamoResultIndex(dynamo, env.JOB_TABLE_NAME),
    artifacts: createS3ArtifactFiles(s3, buckets),
    uploadHash: createS3UploadHash(s3, buckets),
    pipelineVersion: env.PIPELINE_VERSION,
  }),
  counters: createDynamoQueueCounters(dynamo, env.JOB_TABLE_NAME, Date.now),
  queue: createSqsJobQueue(new SQSClient({}), env.JOB_QUEUE_URL),
  wakeScaler: createScalerWaker(new LambdaClient({}), env.SCALE_FUNCTION_NAME),
  maxUploadBytes: env.MAX_UPLOAD_BYTES,
  ...telemetry,
};

/** Handles a batch of S3's notifications about new uploads, from their queue. */
export const handler = telemetry.inInvocation((event: UploadEventBatch) =>
  receiveUploadEvents(event.Records, context),
);
