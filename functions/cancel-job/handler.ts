import { bucketsOf } from '@my-pitch/shared/aws/buckets';
import { functionEnvSchema, originEnvSchema, parseEnv } from '@my-pitch/shared/env';
import { createDynamoClient, createS3Client } from '../aws/clients.ts';
import { createDynamoClientLimiter } from '../aws/dynamo-client-limiter.ts';
import { createDynamoJobTable } from '../aws/dynamo-job-table.ts';
import { createS3SongFiles } from '../aws/s3-song-files.ts';
import { createTelemetry } from '../aws/telemetry.ts';
import { guardOrigin } from '../http/origin-guard.ts';
import type { CancelJobContext } from './cancel-job.ts';
import { cancelJobEndpoint } from './endpoint.ts';

const telemetry = createTelemetry('cancel-job');
const env = parseEnv(functionEnvSchema, process.env);
const { ORIGIN_SECRETS: secrets } = parseEnv(originEnvSchema, process.env);
const dynamo = createDynamoClient();
const context: CancelJobContext = {
  table: createDynamoJobTable(dynamo, env.JOB_TABLE_NAME),
  files: createS3SongFiles(createS3Client(env.S3_FORCE_PATH_STYLE), bucketsOf(env)),
  clock: Date.now,
};

const limitClient = createDynamoClientLimiter(dynamo, 'delete', secrets[0] ?? '');
const endpoint = cancelJobEndpoint(telemetry, { ...context, limitClient });

/** `DELETE /api/jobs/{jobId}` */
export const handler = telemetry.inInvocation(guardOrigin(telemetry, secrets, endpoint));
