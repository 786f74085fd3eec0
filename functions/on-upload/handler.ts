import { SQSClient } from '@aws-sdk/client-sqs';
import { bucketsOf } from '@my-pitch/shared/aws/buckets';
import { functionEnvSchema, parseEnv } from '@my-pitch/shared/env';
import { jobIdOfUpload } from '@my-pitch/shared/keys';
import { createdObjects, s3EventSchema } from '@my-pitch/shared/messages';
import { createDynamoClient, createS3Client } from '../aws/clients.ts';
import { createDynamoJobTable } from '../aws/dynamo-job-table.ts';
import { createDynamoQueueCounters } from '../aws/dynamo-queue-counters.ts';
import { createDynamoResultIndex } from '../aws/dynamo-result-index.ts';
import { createS3ArtifactFiles } from '../aws/s3-artifact-files.ts';
import { createS3SongFiles } from '../aws/s3-song-files.ts';
import { createS3UploadHash } from '../aws/s3-upload-hash.ts';
import { createSqsJobQueue } from '../aws/sqs-job-queue.ts';
import { createTelemetry } from '../aws/telemetry.ts';
import { type ReceiveUploadContext, receiveUpload } from './receive-upload.ts';
import { tryReuse } from './reuse-result.ts';

const telemetry = createTelemetry('on-upload');
const env = parseEnv(functionEnvSchema, process.env);
const dynamo = createDynamoClient();
const s3 = createS3Client(env.S3_FORCE_PATH_STYLE);
const buckets = bucketsOf(env);
const common = {
  table: createDynamoJobTable(dynamo, env.JOB_TABLE_NAME),
  files: createS3SongFiles(s3, buckets),
  clock: Date.now,
};
const context: ReceiveUploadContext = {
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
  metrics: telemetry.metrics,
  maxUploadBytes: env.MAX_UPLOAD_BYTES,
};

/**
 * Handles S3's notifications about new uploads. After an error Lambda calls again with the same event.
 * After a success it passes the result on to the scaler.
 */
export const handler = telemetry.inInvocation(
  async (event: unknown): Promise<{ readonly queued: number }> => {
    let queued = 0;
    for (const { key, sequencer } of createdObjects(s3EventSchema.parse(event))) {
      const jobId = jobIdOfUpload(key);
      const job = jobId && (await receiveUpload(jobId, sequencer, context));
      const { status, correlationId } = job ?? {};
      if (status === 'queued') queued += 1;
      telemetry.log.info('upload received', { key, jobId, status, correlationId });
    }
    return { queued };
  },
);
