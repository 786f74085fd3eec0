import { bucketsOf } from '@my-pitch/shared/aws/buckets';
import { functionEnvSchema, originEnvSchema, parseEnv } from '@my-pitch/shared/env';
import { createDynamoClient, createS3Client } from '../aws/clients.ts';
import { createDynamoClientLimiter } from '../aws/dynamo-client-limiter.ts';
import { createDynamoJobTable } from '../aws/dynamo-job-table.ts';
import { createS3Corrections } from '../aws/s3-corrections.ts';
import { createTelemetry } from '../aws/telemetry.ts';
import { guardOrigin } from '../http/origin-guard.ts';
import { putCorrectionsEndpoint } from './endpoint.ts';

const telemetry = createTelemetry('put-corrections');
const env = parseEnv(functionEnvSchema, process.env);
const { ORIGIN_SECRETS: secrets } = parseEnv(originEnvSchema, process.env);
const dynamo = createDynamoClient();
const endpoint = putCorrectionsEndpoint(telemetry, {
  table: createDynamoJobTable(dynamo, env.JOB_TABLE_NAME),
  corrections: createS3Corrections(createS3Client(env.S3_FORCE_PATH_STYLE), bucketsOf(env)),
  limitClient: createDynamoClientLimiter(dynamo, 'correct', secrets[0] ?? ''),
  clock: Date.now,
});

/** `PUT /api/jobs/{jobId}/corrections` */
export const handler = telemetry.inInvocation(guardOrigin(telemetry, secrets, endpoint));
