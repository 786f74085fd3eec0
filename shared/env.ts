import { z } from 'zod';
import { defaultPitchMethod, pitchMethodSchema } from './analysis.ts';
import { defaultLimits } from './limits.ts';
import { minOriginSecretLength } from './origin.ts';

const count = z.coerce.number().int().positive();
const flag = z.enum(['true', 'false']).transform((text) => text === 'true');

const storage = {
  JOB_TABLE_NAME: z.string().min(1),
  UPLOADS_BUCKET_NAME: z.string().min(1),
  RESULTS_BUCKET_NAME: z.string().min(1),
  /** Local S3 emulators address buckets by path only. */
  S3_FORCE_PATH_STYLE: flag.default(false),
};

const objectStore = {
  /** An S3-compatible server that stores the songs instead of S3; the other services stay AWS's. */
  OBJECT_STORE_ENDPOINT: z.url().optional(),
  /** The same server's address for browsers, if it has another one for them. */
  OBJECT_STORE_PUBLIC_ENDPOINT: z.url().optional(),
  OBJECT_STORE_REGION: z.string().min(1).default('us-east-1'),
  OBJECT_STORE_ACCESS_KEY_ID: z.string().min(1).optional(),
  OBJECT_STORE_SECRET_ACCESS_KEY: z.string().min(1).optional(),
};

/** The object store in any environment. Without variables it is S3. */
export const objectStoreEnvSchema = z.object(objectStore);
export type ObjectStoreEnv = z.infer<typeof objectStoreEnvSchema>;

/** A function's environment, beside that of its object store; infra sets exactly these variables. */
export const functionEnvSchema = z.object({
  ...storage,
  JOB_QUEUE_URL: z.string().min(1),
  MAX_UPLOAD_BYTES: count.default(defaultLimits.maxUploadBytes),
  MAX_DURATION_SECONDS: count.default(defaultLimits.maxDurationSeconds),
  MAX_QUEUED_JOBS: count.default(defaultLimits.maxQueuedJobs),
  /** From the wish for a worker to its first song; 0 where a worker always runs. */
  WORKER_START_SECONDS: z.coerce.number().nonnegative().default(0),
  /** The pipeline version of the deployed workers. Without it no result is reused. */
  PIPELINE_VERSION: z.string().min(1).optional(),
});

/** The environment of `get-job` in addition to the above. */
export const resultLinksEnvSchema = z.object({
  /** The parameter with the settings of `result-links.ts`; without it links lead to S3. */
  RESULT_LINKS_PARAMETER: z.string().min(1).optional(),
});

/** The environment of the function `on-upload`. */
export const onUploadEnvSchema = functionEnvSchema.extend({
  /** The function `scale`; none where workers do not scale. */
  SCALE_FUNCTION_NAME: z.string().min(1).optional(),
});

/** The environment of every function that answers the API, in addition to the above. */
export const originEnvSchema = z.object({
  /** Accepted secrets, comma-separated: the present one, and during a deployment also the one before. */
  ORIGIN_SECRETS: z
    .string()
    .transform((list) => list.split(','))
    .pipe(z.array(z.string().min(minOriginSecretLength)).min(1)),
});

/** The environment of functions that limit each client, in addition to the above. */
export const clientEnvSchema = z.object({
  CLIENT_TABLE_NAME: z.string().min(1),
  /** Songs that one client may send at once, and on average. */
  CLIENT_BURST: count,
  CLIENT_SONGS_PER_HOUR: count,
});

const positive = z.number().positive();

/** One kind of worker: its ECS service, and what is known about its tasks in advance. */
const workerPoolSchema = z.object({
  cluster: z.string().min(1),
  service: z.string().min(1),
  maxWorkers: z.number().int().nonnegative(),
  /** From the wish for a task to its first song. */
  startSeconds: positive,
  /** Typical seconds for one song. */
  songSeconds: positive,
  songsAtOnce: z.number().int().positive(),
  dollarsPerHour: positive,
  /** A worker without work is kept this long. */
  keepIdleSeconds: positive,
  /** Present if the workers run on machines that the function ends: the family of their task definition. */
  machinesOfFamily: z.string().min(1).optional(),
});
export type WorkerPoolSettings = z.infer<typeof workerPoolSchema>;

const workerPoolText = z
  .string()
  .transform((text, context) => {
    try {
      return JSON.parse(text) as unknown;
    } catch {
      context.addIssue('is not JSON');
      return z.NEVER;
    }
  })
  .pipe(workerPoolSchema);

/** The environment of the function `scale`. */
export const scaleEnvSchema = z.object({
  JOB_TABLE_NAME: z.string().min(1),
  JOB_QUEUE_URL: z.string().min(1),
  METRICS_NAMESPACE: z.string().min(1),
  /** JSON of a worker pool: the tasks on Fargate. */
  CPU_POOL: workerPoolText,
  /** The same for the tasks on GPU machines, if there are any. */
  GPU_POOL: workerPoolText.optional(),
});

/** The environment of the functions `connect`, `follow`, `disconnect` and `push`. */
export const socketEnvSchema = z.object({
  JOB_TABLE_NAME: z.string().min(1),
  CONNECTION_TABLE_NAME: z.string().min(1),
  /** The stage's address for messages to connections: a URL, or the local AWS emulator's path. */
  SOCKET_ENDPOINT: z.string().min(1),
  /** The only origin of pages that may connect, if it is known. */
  WEB_ORIGIN: z.url().optional(),
  WORKER_START_SECONDS: functionEnvSchema.shape.WORKER_START_SECONDS,
});

/** The worker's environment. */
export const workerEnvSchema = z.object({
  ...storage,
  ...objectStore,
  JOB_QUEUE_URL: z.string().min(1),
  MAX_DURATION_SECONDS: count.default(defaultLimits.maxDurationSeconds),
  /** How long a lease lasts without a heartbeat; after that another worker may claim the job. */
  LEASE_SECONDS: count.default(60),
  /** The maximum duration of one attempt. */
  JOB_TIMEOUT_SECONDS: count.default(3600),
  /** Songs in work at a time; by default two on a GPU host with four processors, otherwise one. */
  WORKER_SONGS: count.optional(),
  /** Replaces the bundled separation model: a path or https URL of a model file or of its manifest, with the file's checksum. */
  MODEL_SOURCE: z.string().min(1).optional(),
  MODEL_SHA256: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .optional(),
  /** Threads of the separation network; by default one per processor. */
  MODEL_THREADS: count.optional(),
  /** Execution providers in order of preference, comma-separated; by default those available on this machine. */
  EXECUTION_PROVIDERS: z.string().min(1).optional(),
  /** How long an unhealthy worker pauses before its next self-probe; doubles each time. */
  PROBE_PAUSE_SECONDS: count.default(5),
  /** Segments per batch of the separation network on a GPU; by default as many as fit its free memory. */
  GPU_BATCH: count.optional(),
  /** The hash of the pipeline's code. Without it the worker's results are not reused. */
  PIPELINE_CODE: z.string().min(1).optional(),
  /** The F0 tracker. */
  PITCH_METHOD: pitchMethodSchema.default(defaultPitchMethod),
  /** Parent of each worker's folder for intermediate audio; by default the system's temporary folder. */
  WORK_DIR: z.string().min(1).optional(),
  /** Whether to write metrics for CloudWatch to standard output. */
  METRICS_EMF: flag.default(false),
  /** The port of the metrics for Prometheus; by default none. */
  METRICS_PORT: z.coerce.number().int().min(1).max(65_535).optional(),
  /** The address on which that port is open. */
  METRICS_HOST: z.string().min(1).default('127.0.0.1'),
  /** Whether this machine has a GPU, so that a separation by its processor is a fallback to report. */
  EXPECT_GPU: flag.default(false),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error']).default('info'),
  /** Set by the ECS agent inside a task. */
  ECS_AGENT_URI: z.url().optional(),
});
export type WorkerEnv = z.infer<typeof workerEnvSchema>;

/**
 * Parses an environment.
 * @throws {Error} naming each missing or invalid variable.
 */
export function parseEnv<Schema extends z.ZodType>(
  schema: Schema,
  env: Readonly<Record<string, string | undefined>>,
): z.infer<Schema> {
  const parsed = schema.safeParse(env);
  if (!parsed.success) {
    throw new Error(`The environment is not usable:\n${z.prettifyError(parsed.error)}`);
  }
  return parsed.data;
}
