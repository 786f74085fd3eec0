import { SQSClient } from '@aws-sdk/client-sqs';
import { bucketsOf } from '@my-pitch/shared/aws/buckets';
import { functionEnvSchema, parseEnv } from '@my-pitch/shared/env';
import { jobIdOfUpload } from '@my-pitch/shared/keys';
import { createdObjects, s3EventSchema } from '@my-pitch/shared/messages';
import { createDynamoClient, createS3Client } from '../aws/clients.ts';
import { createDynamoJobTable } from '../aws/dynamo-job-table.ts';
import { createDynamoQueueCounters } from '../aws/dynamo-queue-counters.ts';
import { createS3SongFiles } from '../aws/s3-song-files.ts';
import { createSqsJobQueue } from '../aws/sqs-job-queue.ts';
import { createTelemetry } from '../aws/telemetry.ts';
import { type ReceiveUploadContext, receiveUpload } from './receive-upload.ts';

const telemetry = createTelemetry('on-upload');
const env = parseEnv(functionEnvSchema, process.env);
const dynamo = createDynamoClient();
const context: ReceiveUploadContext = {
  table: createDynamoJobTable(dynamo, env.JOB_TABLE_NAME),
  counters: createDynamoQueueCounters(dynamo, env.JOB_TABLE_NAME, Date.now),
  files: createS3SongFiles(createS3Client(env.S3_FORCE_PATH_STYLE), bucketsOf(env)),
  queue: createSqsJobQueue(new SQSClient({}), env.JOB_QUEUE_URL),
  clock: Date.now,
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
