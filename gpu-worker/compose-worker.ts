import { randomUUID } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { SQSClient } from '@aws-sdk/client-sqs';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { bucketsOf } from '@my-pitch/shared/aws/buckets';
import { objectStoreClientConfig, objectStoreOf } from '@my-pitch/shared/aws/object-store';
import type { WorkerEnv } from '@my-pitch/shared/env';
import type { ProcessingJob } from '@my-pitch/shared/job';
import { pipelineVersionOf } from '@my-pitch/shared/pipeline-version';
import type { ProductMetrics } from '@my-pitch/shared/product-metrics';
import type { Logger } from 'pino';
import { createDynamoJobTable } from './aws/dynamo-job-table.ts';
import { createS3SongFiles } from './aws/s3-song-files.ts';
import { createSqsJobQueue } from './aws/sqs-job-queue.ts';
import { createTaskProtection } from './aws/task-protection.ts';
import { heartbeatFile, writeHeartbeat } from './health/heartbeat.ts';
import { probeSelf } from './health/self-probe.ts';
import type { InstanceFolder } from './instance/instance-folder.ts';
import { processJob } from './process-job.ts';
import type { AttemptHooks } from './queue/run-attempt.ts';
import { defaultMaxSongs } from './queue/songs-in-flight.ts';
import type { WorkLoop } from './queue/work-loop.ts';
import { WorkerHealth } from './queue/worker-health.ts';
import {
  openSeparator,
  type ProcessSeparator,
} from './stages/separate/process/child-process-separator.ts';
import { isGpu } from './stages/separate/runtime/is-gpu.ts';

/** Without these timeouts the SDK waits for ever for a lost network. A long poll is idle for 20 s. */
const requestHandler = { connectionTimeout: 5000, socketTimeout: 60_000 };

export interface WorkerParts {
  readonly separator: ProcessSeparator;
  readonly folder: InstanceFolder;
  readonly shutdown: AbortSignal;
  readonly metrics: ProductMetrics;
  readonly log: Logger;
}

/** Composes the worker on AWS that the environment describes. */
export function composeWorker(env: WorkerEnv, { folder, ...parts }: WorkerParts): WorkLoop {
  const { separator, log } = parts;
  const { path: workDir } = folder;
  const ports = portsOf(env);
  const context = {
    ...{ table: ports.table, files: ports.files, separator, workDir },
    maxDurationSeconds: env.MAX_DURATION_SECONDS,
    pitchMethod: env.PITCH_METHOD,
    pipelineVersion: pipelineVersionOf({
      code: env.PIPELINE_CODE,
      modelSource: env.MODEL_SOURCE,
      modelSha256: env.MODEL_SHA256,
      pitchMethod: env.PITCH_METHOD,
    }),
  };
  return {
    ...{ ...ports, shutdown: parts.shutdown, metrics: parts.metrics, log },
    // A separator that opened on a GPU may still fall back later.
    expectsGpu: env.EXPECT_GPU || isGpu(separator.provider),
    workerId: randomUUID(),
    leaseSeconds: env.LEASE_SECONDS,
    jobTimeoutSeconds: env.JOB_TIMEOUT_SECONDS,
    maxSongs: env.WORKER_SONGS ?? defaultMaxSongs(separator.provider, availableParallelism()),
    processJob: (job: ProcessingJob, hooks: AttemptHooks) => processJob(job, hooks, context),
    protection: createTaskProtection(env.ECS_AGENT_URI, log),
    health: new WorkerHealth({
      probe: () => probeSelf({ ...ports, separator, workDir }),
      report: (report) => writeHeartbeat(heartbeatFile(workDir), report),
      firstPauseSeconds: env.PROBE_PAUSE_SECONDS,
      log,
    }),
  };
}

/**
 * Opens the separation model that the environment names.
 * @throws {MachineFailure} when it cannot be opened.
 */
export function openWorkerSeparator(env: WorkerEnv): Promise<ProcessSeparator> {
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

/** The queue, the table and the buckets that the environment names. */
export function portsOf(env: WorkerEnv) {
  const s3 = new S3Client({
    ...{ forcePathStyle: env.S3_FORCE_PATH_STYLE, requestHandler },
    ...objectStoreClientConfig(objectStoreOf(env)),
  });
  const dynamo = DynamoDBDocumentClient.from(new DynamoDBClient({ requestHandler }));
  return {
    queue: createSqsJobQueue(new SQSClient({ requestHandler }), env.JOB_QUEUE_URL),
    table: createDynamoJobTable(dynamo, env.JOB_TABLE_NAME),
    files: createS3SongFiles(s3, bucketsOf(env)),
  };
}
