import { randomUUID } from 'node:crypto';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { SQSClient } from '@aws-sdk/client-sqs';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { parseEnv, type WorkerEnv, workerEnvSchema } from '@my-pitch/shared/env';
import type { ProcessingJob } from '@my-pitch/shared/job';
import { type Logger, pino } from 'pino';
import { createDynamoJobTable } from './aws/dynamo-job-table.ts';
import { createS3SongFiles } from './aws/s3-song-files.ts';
import { createSqsJobQueue } from './aws/sqs-job-queue.ts';
import { aliveFile, signalAlive } from './liveness.ts';
import { processJob } from './process-job.ts';
import type { AttemptHooks } from './queue/handle-message.ts';
import { workLoop } from './queue/work-loop.ts';
import type { Separator } from './separate/separator.ts';
import { openSeparator } from './separate-process/child-process-separator.ts';
import { createTaskProtection } from './task-protection.ts';

/** A job is given back in well under the time that ECS and people allow; stages that do not stop by then are left behind. */
const stopWithinMs = 4500;

async function main(): Promise<void> {
  const env = parseEnv(workerEnvSchema, process.env);
  const log = pino({ level: env.LOG_LEVEL });
  const shutdown = shutdownOnSignal(log);
  const separator = await separatorOf(env);
  const workerId = randomUUID();
  log.info({ workerId, model: separator.model, provider: separator.provider }, 'worker ready');
  await workLoop({ ...composeWorker(env, separator, log), workerId, shutdown, log });
  await separator.close();
  log.info('worker stopped');
}

function composeWorker(env: WorkerEnv, separator: Separator, log: Logger) {
  const files = createS3SongFiles(new S3Client({ forcePathStyle: env.S3_FORCE_PATH_STYLE }), {
    uploads: env.UPLOADS_BUCKET_NAME,
    results: env.RESULTS_BUCKET_NAME,
  });
  const dynamo = DynamoDBDocumentClient.from(new DynamoDBClient());
  const context = {
    files,
    separator,
    maxDurationSeconds: env.MAX_DURATION_SECONDS,
    workDir: env.WORK_DIR,
    pitchMethod: env.PITCH_METHOD,
  };
  const alive = aliveFile(env.WORK_DIR);
  return {
    leaseSeconds: env.LEASE_SECONDS,
    jobTimeoutSeconds: env.JOB_TIMEOUT_SECONDS,
    queue: createSqsJobQueue(new SQSClient(), env.JOB_QUEUE_URL),
    table: createDynamoJobTable(dynamo, env.JOB_TABLE_NAME),
    files,
    processJob: (job: ProcessingJob, hooks: AttemptHooks) => processJob(job, hooks, context),
    protection: createTaskProtection(env.ECS_AGENT_URI, log),
    onBeat: () => signalAlive(alive),
  };
}

function separatorOf(env: WorkerEnv): Promise<Separator> {
  return openSeparator({
    ...(env.MODEL_SOURCE !== undefined && { modelSource: env.MODEL_SOURCE }),
    ...(env.MODEL_SHA256 !== undefined && { modelSha256: env.MODEL_SHA256 }),
    ...(env.MODEL_THREADS !== undefined && { threads: env.MODEL_THREADS }),
    ...(env.EXECUTION_PROVIDERS !== undefined && {
      executionProviders: env.EXECUTION_PROVIDERS.split(',').map((name) => name.trim()),
    }),
    ...(env.GPU_BATCH !== undefined && { gpuBatch: env.GPU_BATCH }),
    logLevel: env.LOG_LEVEL,
    logTo: 1,
  });
}

function shutdownOnSignal(log: Logger): AbortSignal {
  const shutdown = new AbortController();
  for (const name of ['SIGTERM', 'SIGINT'] as const) {
    process.once(name, () => {
      log.info({ signal: name }, 'stopping');
      shutdown.abort();
      setTimeout(() => process.exit(0), stopWithinMs).unref();
    });
  }
  return shutdown.signal;
}

try {
  await main();
} catch (error) {
  pino().fatal({ err: error }, 'the worker cannot start');
  process.exitCode = 1;
}
