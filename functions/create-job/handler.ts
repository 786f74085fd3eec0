import { randomBytes, randomUUID } from 'node:crypto';
import { bucketsOf } from '@my-pitch/shared/aws/buckets';
import { functionEnvSchema, originEnvSchema, parseEnv } from '@my-pitch/shared/env';
import { createDynamoClient, createS3Client } from '../aws/clients.ts';
import { createDynamoClientLimiter } from '../aws/dynamo-client-limiter.ts';
import { createDynamoJobTable } from '../aws/dynamo-job-table.ts';
import { createDynamoQueueCounters } from '../aws/dynamo-queue-counters.ts';
import { createS3Signer } from '../aws/s3-signer.ts';
import { createTelemetry } from '../aws/telemetry.ts';
import { guardOrigin } from '../http/origin-guard.ts';
import type { CreateJobContext } from './create-job.ts';
import { createJobEndpoint } from './endpoint.ts';

const telemetry = createTelemetry('create-job');
const env = parseEnv(functionEnvSchema, process.env);
const { ORIGIN_SECRETS: secrets } = parseEnv(originEnvSchema, process.env);
const dynamo = createDynamoClient();
const context: CreateJobContext = {
  table: createDynamoJobTable(dynamo, env.JOB_TABLE_NAME),
  counters: createDynamoQueueCounters(dynamo, env.JOB_TABLE_NAME, Date.now),
  workerStartSeconds: env.WORKER_START_SECONDS,
  signer: createS3Signer(createS3Client(env.S3_FORCE_PATH_STYLE, 'browser'), bucketsOf(env)),
  clock: Date.now,
  randomUuid: randomUUID,
  randomBytes,
  maxUploadBytes: env.MAX_UPLOAD_BYTES,
  maxQueuedJobs: env.MAX_QUEUED_JOBS,
};

const limitClient = createDynamoClientLimiter(dynamo, 'create', secrets[0] ?? '');
const endpoint = createJobEndpoint(telemetry, { ...context, limitClient });

/** `POST /api/jobs` */
export const handler = telemetry.inInvocation(guardOrigin(telemetry, secrets, endpoint));
