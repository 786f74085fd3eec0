import { z } from 'zod';
import { failureCodeSchema } from './errors.ts';
import { jobIdSchema } from './ids.ts';
import { artifactNameSchema } from './keys.ts';
import { progressSchema } from './stages.ts';

const instantSchema = z.iso.datetime();

/** How much time separation may take for how good a result. */
export const presets = ['fast', 'balanced', 'best'] as const;
export const presetSchema = z.enum(presets);
export type Preset = z.infer<typeof presetSchema>;

/** What the singer asked for. */
export const jobOptionsSchema = z.object({
  /** `song`: separate the voice from the accompaniment. `voice`: the recording is already only a voice. */
  content: z.enum(['song', 'voice']).default('song'),
  /** Also keep lossless FLAC stems. */
  lossless: z.boolean().default(false),
  preset: presetSchema.default('balanced'),
  /** `four`: also drums, bass and other, which together make the accompaniment. */
  stems: z.enum(['two', 'four']).default('two'),
});
export type JobOptions = z.infer<typeof jobOptionsSchema>;

/** A worker's claim on a job. Only the holder of the newest attempt may write to the job. */
export const leaseSchema = z.object({
  workerId: z.string().min(1),
  attempt: z.int().positive(),
  /** The queue message that the holder works from: a different message for the same job is a duplicate. */
  messageId: z.string().min(1),
  expiresAt: instantSchema,
});
export type Lease = z.infer<typeof leaseSchema>;

/**
 * When a lease expires that its holder gave back in good order. Long ago rather than now: a worker
 * whose clock is behind sees an ended lease too, and no crash can look like it.
 */
export const returnedLeaseExpiresAt = new Date(0).toISOString();

export const storedArtifactSchema = z.object({
  name: artifactNameSchema,
  sizeBytes: z.int().nonnegative(),
});
export type StoredArtifact = z.infer<typeof storedArtifactSchema>;

/** What a record keeps to its end: nothing that says what was sung, or by whom. */
const everyRecord = {
  jobId: jobIdSchema,
  /** SHA-256 of the owner token, hex: of random bytes, so it names nobody. By it the owner may delete twice. */
  ownerTokenHash: z.string().regex(/^[0-9a-f]{64}$/),
  createdAt: instantSchema,
  /** When the job entered its present status; the sort key of the status index. */
  statusSince: instantSchema,
  /** The table's TTL attribute, epoch seconds. */
  recordExpiresAtSeconds: z.int().positive(),
};
const everyJob = {
  ...everyRecord,
  fileName: z.string(),
  contentType: z.string(),
  sizeBytes: z.int().positive(),
  options: jobOptionsSchema,
};
const onceQueued = {
  queuedAt: instantSchema,
  /**
   * How many claims ended badly: their worker crashed, or the song made them fail. Orderly stops and
   * failures of machines do not count. Absent from records that older versions wrote.
   */
  attempts: z.int().nonnegative().default(0),
};
const onceStarted = { ...onceQueued, startedAt: instantSchema };

const awaitingUploadJobSchema = z.object({
  ...everyJob,
  status: z.literal('awaiting-upload'),
  uploadExpiresAt: instantSchema,
});
const queuedJobSchema = z.object({ ...everyJob, ...onceQueued, status: z.literal('queued') });
const processingJobSchema = z.object({
  ...everyJob,
  ...onceStarted,
  status: z.literal('processing'),
  lease: leaseSchema,
  progress: progressSchema,
  /** Why the claim before this one ended, where it ended with a failure. */
  lastFailureCode: failureCodeSchema.optional(),
});
const completedJobSchema = z.object({
  ...everyJob,
  ...onceStarted,
  status: z.literal('completed'),
  completedAt: instantSchema,
  /** From the start of the attempt that succeeded to its end. */
  processingSeconds: z.number().nonnegative(),
  /** Length of the song. */
  durationSeconds: z.number().positive(),
  artifacts: z.array(storedArtifactSchema),
  resultsExpireAt: instantSchema,
});
const failedJobSchema = z.object({
  ...everyJob,
  status: z.literal('failed'),
  failureCode: failureCodeSchema,
});
const cancelledJobSchema = z.object({ ...everyRecord, status: z.literal('cancelled') });
const expiredJobSchema = z.object({ ...everyRecord, status: z.literal('expired') });

/** A job's record in the table, by status. Attributes that belong to other statuses are dropped on reading. */
export const jobSchema = z.discriminatedUnion('status', [
  awaitingUploadJobSchema,
  queuedJobSchema,
  processingJobSchema,
  completedJobSchema,
  failedJobSchema,
  cancelledJobSchema,
  expiredJobSchema,
]);
export type Job = z.infer<typeof jobSchema>;
export type AwaitingUploadJob = z.infer<typeof awaitingUploadJobSchema>;
export type QueuedJob = z.infer<typeof queuedJobSchema>;
export type ProcessingJob = z.infer<typeof processingJobSchema>;
export type CompletedJob = z.infer<typeof completedJobSchema>;
