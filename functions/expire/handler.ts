import { randomUUID } from 'node:crypto';
import { bucketsOf } from '@my-pitch/shared/aws/buckets';
import { functionEnvSchema, parseEnv } from '@my-pitch/shared/env';
import { createDynamoClient, createS3Client } from '../aws/clients.ts';
import { createDynamoDueJobs } from '../aws/dynamo-due-jobs.ts';
import { createDynamoJobTable } from '../aws/dynamo-job-table.ts';
import { createDynamoSweepState } from '../aws/dynamo-sweep-state.ts';
import { createS3SongFiles } from '../aws/s3-song-files.ts';
import { createTelemetry } from '../aws/telemetry.ts';
import { type SweepContext, type SweepResult, sweep } from './sweep.ts';

const telemetry = createTelemetry('expire');
const env = parseEnv(functionEnvSchema, process.env);
const dynamo = createDynamoClient();
const context: SweepContext = {
  table: createDynamoJobTable(dynamo, env.JOB_TABLE_NAME),
  due: createDynamoDueJobs(dynamo, env.JOB_TABLE_NAME),
  state: createDynamoSweepState(dynamo, env.JOB_TABLE_NAME),
  files: createS3SongFiles(createS3Client(env.S3_FORCE_PATH_STYLE), bucketsOf(env)),
  clock: Date.now,
  randomUuid: randomUUID,
};

/** Runs on a schedule: expires jobs and deletes files. */
export const handler = telemetry.inInvocation(async (): Promise<SweepResult> => {
  const swept = await sweep(context);
  telemetry.log.info('swept', { ...swept });
  return swept;
});
