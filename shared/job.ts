import { z } from 'zod';
import { failureCodeSchema } from './errors.ts';
import { correlationIdSchema, jobIdSchema } from './ids.ts';
import { artifactNameSchema } from './keys.ts';
import { progressSchema } from './stages.ts';
import { notComparedSchema } from './take.ts';

const instantSchema = z.iso.datetime();

/** The trade-off between separation time and quality. */
export const presets = ['fast', 'balanced', 'best'] as const;
export const presetSchema = z.enum(presets);
export type Preset = z.infer<typeof presetSchema>;

/** The options chosen by the singer. */
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

/** SHA-256 of a song's file, hex. */
export const contentSha256Schema = z
  .string()
  .regex(/^[0-9a-f]{64}$/, '64 lower-case hexadecimal digits');

/** A worker's claim on a job. Only the holder of the latest attempt may write to the job. */
export const leaseSchema = z.object({
  workerId: z.string().min(1),
  attempt: z.int().positive(),
  /** The queue message of this claim: another message for the same job is a duplicate. */
  messageId: z.string().min(1),
  expiresAt: instantSchema,
});
export type Lease = z.infer<typeof leaseSchema>;

/**
 * The `expiresAt` of a released lease. The epoch rather than now: workers with slow clocks see it as
 * expired too, and it cannot be mistaken for a crash.
 */
export const returnedLeaseExpiresAt = new Date(0).toISOString();

export const storedArtifactSchema = z.object({
  name: artifactNameSchema,
  sizeBytes: z.int().nonnegative(),
});
export type StoredArtifact = z.infer<typeof storedArtifactSchema>;

/** The attributes a record keeps until it expires. None identifies the song or the singer. */
const everyRecord = {
  jobId: jobIdSchema,
  /** Absent from records of older versions. An invalid one must not make the job unreadable. */
  correlationId: correlationIdSchema.optional().catch(undefined),
  /** SHA-256 of the owner token, hex. Kept so the owner may repeat a deletion; the token is random, so it identifies no one. */
  ownerTokenHash: z.string().regex(/^[0-9a-f]{64}$/),
  createdAt: instantSchema,
  /** When the job entered its current status; the sort key of the sweep index. */
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
  /** As the page declared it; of a completed job, as it was found in the uploaded file. */
  contentSha256: contentSha256Schema.optional(),
  /** The original of a take; see `take.ts`. */
  takeOf: jobIdSchema.optional(),
};
const onceQueued = {
  queuedAt: instantSchema,
  /**
   * Claims that ended in a crash or in an error caused by the song. Graceful stops and machine
   * failures do not count. Absent from records of older versions.
   */
  attempts: z.int().nonnegative().default(0),
};
const onceStarted = { ...onceQueued, startedAt: instantSchema };

const awaitingUploadJobSchema = z.object({
  ...everyJob,
  status: z.literal('awaiting-upload'),
  uploadExpiresAt: instantSchema,
});
const queuedJobSchema = z.object({
  ...everyJob,
  ...onceQueued,
  status: z.literal('queued'),
  /** The place of admission, 1 for the first job ever. Absent from records of older versions. */
  ticket: z.int().positive().optional(),
  /** Names S3's event of the upload that was queued. Absent from records of older versions. */
  uploadEvent: z.string().optional(),
});
const processingJobSchema = z.object({
  ...everyJob,
  ...onceStarted,
  status: z.literal('processing'),
  lease: leaseSchema,
  progress: progressSchema,
  /** The failure that ended the previous claim, if any. */
  lastFailureCode: failureCodeSchema.optional(),
});
const completedJobSchema = z.object({
  ...everyJob,
  ...onceStarted,
  status: z.literal('completed'),
  completedAt: instantSchema,
  /** Duration of the successful attempt. */
  processingSeconds: z.number().nonnegative(),
  /** Length of the song. */
  durationSeconds: z.number().positive(),
  artifacts: z.array(storedArtifactSchema),
  resultsExpireAt: instantSchema,
  /** See `pipeline-version.ts`. Absent when the worker's version is unknown. */
  pipelineVersion: z.string().min(1).optional(),
  /** Of a take without `comparison.json`: why it was not compared. */
  notCompared: notComparedSchema.optional(),
  /** See `node/result-key.ts`. Present together with `contentSha256` and `pipelineVersion`. */
  resultKey: z.string().optional(),
  /** What separated the song, and in which precision. Absent for a voice alone. */
  engine: z.string().max(80).optional(),
});
const failedJobSchema = z.object({
  ...everyJob,
  status: z.literal('failed'),
  failureCode: failureCodeSchema,
});
const cancelledJobSchema = z.object({ ...everyRecord, status: z.literal('cancelled') });
const expiredJobSchema = z.object({ ...everyRecord, status: z.literal('expired') });

/** A job's record in the table, by status. Parsing drops attributes of other statuses. */
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
