import { bucketsOf } from '@my-pitch/shared/aws/buckets';
import { functionEnvSchema, originEnvSchema, parseEnv } from '@my-pitch/shared/env';
import { createDynamoClient, createS3Client } from '../aws/clients.ts';
import { createDynamoJobTable } from '../aws/dynamo-job-table.ts';
import { createS3Corrections } from '../aws/s3-corrections.ts';
import { createTelemetry } from '../aws/telemetry.ts';
import { guardOrigin } from '../http/origin-guard.ts';
import { getCorrectionsEndpoint } from './endpoint.ts';

const telemetry = createTelemetry('get-corrections');
const env = parseEnv(functionEnvSchema, process.env);
const { ORIGIN_SECRETS: secrets } = parseEnv(originEnvSchema, process.env);
const endpoint = getCorrectionsEndpoint(telemetry, {
  table: createDynamoJobTable(createDynamoClient(), env.JOB_TABLE_NAME),
  corrections: createS3Corrections(createS3Client(env.S3_FORCE_PATH_STYLE), bucketsOf(env)),
  clock: Date.now,
});

/** `GET /api/jobs/{jobId}/corrections` */
export const handler = telemetry.inInvocation(guardOrigin(telemetry, secrets, endpoint));
