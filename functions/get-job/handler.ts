import { bucketsOf } from '@my-pitch/shared/aws/buckets';
import { functionEnvSchema, originEnvSchema, parseEnv } from '@my-pitch/shared/env';
import { createDynamoClient, createS3Client } from '../aws/clients.ts';
import { createDynamoJobTable } from '../aws/dynamo-job-table.ts';
import { createDynamoQueueCounters } from '../aws/dynamo-queue-counters.ts';
import { createS3Signer } from '../aws/s3-signer.ts';
import { createTelemetry } from '../aws/telemetry.ts';
import { guardOrigin } from '../http/origin-guard.ts';
import { cachedSummary } from '../queue/cached-summary.ts';
import { type GetJobContext, getJobEndpoint } from './endpoint.ts';

const telemetry = createTelemetry('get-job');
const env = parseEnv(functionEnvSchema, process.env);
const { ORIGIN_SECRETS: secrets } = parseEnv(originEnvSchema, process.env);
const dynamo = createDynamoClient();
const context: GetJobContext = {
  table: createDynamoJobTable(dynamo, env.JOB_TABLE_NAME),
  counters: cachedSummary(
    createDynamoQueueCounters(dynamo, env.JOB_TABLE_NAME, Date.now),
    Date.now,
  ),
  workerStartSeconds: env.WORKER_START_SECONDS,
  signer: createS3Signer(createS3Client(env.S3_FORCE_PATH_STYLE, 'browser'), bucketsOf(env)),
  clock: Date.now,
};

/** `GET /api/jobs/{jobId}` */
export const handler = telemetry.inInvocation(
  guardOrigin(telemetry, secrets, getJobEndpoint(telemetry, context)),
);
