import { bucketsOf } from '@my-pitch/shared/aws/buckets';
import { functionEnvSchema, parseEnv } from '@my-pitch/shared/env';
import { createDynamoClient, createS3Client } from '../aws/clients.ts';
import { createDynamoJobTable } from '../aws/dynamo-job-table.ts';
import { createS3SongFiles } from '../aws/s3-song-files.ts';
import { createTelemetry } from '../aws/telemetry.ts';
import type { CancelJobContext } from './cancel-job.ts';
import { cancelJobEndpoint } from './endpoint.ts';

const telemetry = createTelemetry('cancel-job');
const env = parseEnv(functionEnvSchema, process.env);
const context: CancelJobContext = {
  table: createDynamoJobTable(createDynamoClient(), env.JOB_TABLE_NAME),
  files: createS3SongFiles(createS3Client(env.S3_FORCE_PATH_STYLE), bucketsOf(env)),
  clock: Date.now,
};

/** `DELETE /api/jobs/{jobId}` */
export const handler = telemetry.inInvocation(cancelJobEndpoint(telemetry, context));
