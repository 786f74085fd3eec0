import { z } from 'zod';
import { pitchMethodSchema } from './analysis.ts';
import { defaultLimits } from './limits.ts';

const count = z.coerce.number().int().positive();
const flag = z.enum(['true', 'false']).transform((text) => text === 'true');

const storage = {
  JOB_TABLE_NAME: z.string().min(1),
  UPLOADS_BUCKET_NAME: z.string().min(1),
  RESULTS_BUCKET_NAME: z.string().min(1),
  /** Stand-ins for S3 on one machine know buckets by path only. */
  S3_FORCE_PATH_STYLE: flag.default(false),
};

/** What a function finds in its environment; infra sets these, and only these, names. */
export const functionEnvSchema = z.object({
  ...storage,
  JOB_QUEUE_URL: z.string().min(1),
  MAX_UPLOAD_BYTES: count.default(defaultLimits.maxUploadBytes),
  MAX_DURATION_SECONDS: count.default(defaultLimits.maxDurationSeconds),
  MAX_QUEUED_JOBS: count.default(defaultLimits.maxQueuedJobs),
});

/** What the worker finds in its environment. */
export const workerEnvSchema = z.object({
  ...storage,
  JOB_QUEUE_URL: z.string().min(1),
  MAX_DURATION_SECONDS: count.default(defaultLimits.maxDurationSeconds),
  /** How long a claim lasts without a heartbeat; a crashed worker's job is free again after this. */
  LEASE_SECONDS: count.default(60),
  /** A whole attempt may take this long. */
  JOB_TIMEOUT_SECONDS: count.default(3600),
  /** Another separation model than the one that comes with the worker: a path or an https URL of its file or of the manifest that describes it, with the file's checksum. */
  MODEL_SOURCE: z.string().min(1).optional(),
  MODEL_SHA256: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .optional(),
  /** Threads of the separation network; by default one per processor. */
  MODEL_THREADS: count.optional(),
  /** Execution providers in order of preference, comma-separated; by default whatever this machine has. */
  EXECUTION_PROVIDERS: z.string().min(1).optional(),
  /** How long a worker that found itself sick rests before it probes itself again; doubled each time. */
  REST_SECONDS: count.default(5),
  /** Segments that the separation network computes at a time on a GPU; by default as many as its free memory holds. */
  GPU_BATCH: count.optional(),
  /** How pitch is followed. */
  PITCH_METHOD: pitchMethodSchema.default('swift-f0'),
  /** Where each worker makes the folder for its intermediate audio; by default the system's temporary folder. */
  WORK_DIR: z.string().min(1).optional(),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error']).default('info'),
  /** Set by the ECS agent inside a task. */
  ECS_AGENT_URI: z.url().optional(),
});
export type WorkerEnv = z.infer<typeof workerEnvSchema>;

/**
 * Parses an environment.
 * @throws {Error} that names each variable that is missing or wrong.
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
