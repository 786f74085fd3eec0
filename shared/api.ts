import { z } from 'zod';
import { failureCodeSchema } from './errors.ts';
import { jobIdSchema, ownerTokenSchema } from './ids.ts';
import { jobOptionsSchema } from './job.ts';
import { artifactNameSchema } from './keys.ts';
import { progressSchema } from './stages.ts';

/** The API's paths, as a browser calls them and as the gateway routes them. */
export const apiPaths = {
  jobs: '/api/jobs',
  job: (jobId: string): string => `/api/jobs/${encodeURIComponent(jobId)}`,
  jobRoute: '/api/jobs/{jobId}',
  limits: '/api/limits',
} as const;

/** `GET /api/limits`: the answer, 200. What a page can refuse before a byte is sent. */
export const limitsSchema = z.object({
  maxUploadBytes: z.int().positive(),
  maxDurationSeconds: z.int().positive(),
});
export type Limits = z.infer<typeof limitsSchema>;

/** `POST /api/jobs`: the body. */
export const createJobRequestSchema = z.object({
  /** No half of a surrogate pair: the table, which holds UTF-8, cannot. */
  fileName: z
    .string()
    .trim()
    .min(1)
    .max(255)
    .refine((name) => name.isWellFormed(), 'must be well-formed Unicode'),
  contentType: z.string().trim().toLowerCase().min(1).max(127),
  sizeBytes: z.int().positive(),
  options: jobOptionsSchema.prefault({}),
});
export type CreateJobRequest = z.input<typeof createJobRequestSchema>;

/** `POST /api/jobs`: the answer, 201. The token is told once, here; `upload` is a form to post with the file as its last field, `file`. */
export const createJobResponseSchema = z.object({
  jobId: jobIdSchema,
  ownerToken: ownerTokenSchema,
  upload: z.object({ url: z.url(), fields: z.record(z.string(), z.string()) }),
  uploadExpiresAt: z.iso.datetime(),
});
export type CreateJobResponse = z.infer<typeof createJobResponseSchema>;

const viewOfEndedJob = { jobId: jobIdSchema, createdAt: z.iso.datetime() };
const viewOfEveryJob = { ...viewOfEndedJob, fileName: z.string() };

/** `GET /api/jobs/{jobId}`: the answer, 200. What anybody who has the link may see; of a job that is cancelled or expired, nothing of the song. */
export const jobViewSchema = z.discriminatedUnion('status', [
  z.object({ ...viewOfEveryJob, status: z.literal('awaiting-upload') }),
  z.object({
    ...viewOfEveryJob,
    status: z.literal('queued'),
    /** 1 for the next job to be started. */
    position: z.int().positive(),
    /** Until this job is done; absent while no job has finished yet, since then nothing is known. */
    estimatedSeconds: z.number().nonnegative().optional(),
  }),
  z.object({
    ...viewOfEveryJob,
    status: z.literal('processing'),
    progress: progressSchema,
    /** Until this job is done; absent while it cannot be told. */
    estimatedSeconds: z.number().nonnegative().optional(),
  }),
  z.object({
    ...viewOfEveryJob,
    status: z.literal('completed'),
    completedAt: z.iso.datetime(),
    durationSeconds: z.number().positive(),
    resultsExpireAt: z.iso.datetime(),
    /** Signed links, good for an hour; ask again for fresh ones. */
    links: z.partialRecord(artifactNameSchema, z.url()),
    linksExpireAt: z.iso.datetime(),
  }),
  z.object({
    ...viewOfEveryJob,
    status: z.literal('failed'),
    failureCode: failureCodeSchema,
  }),
  z.object({ ...viewOfEndedJob, status: z.literal('cancelled') }),
  z.object({ ...viewOfEndedJob, status: z.literal('expired') }),
]);
export type JobView = z.infer<typeof jobViewSchema>;

/** Why a request was refused: a closed list, for clients to act on. */
export const problemCodes = [
  'invalid-request',
  'unsupported-format',
  'too-large',
  'queue-full',
  'not-found',
  'wrong-owner',
  'internal-error',
] as const;

/** Every answer that is not a success: RFC 9457 problem details, `application/problem+json`. */
export const problemSchema = z.object({
  type: z.literal('about:blank').default('about:blank'),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  code: z.enum(problemCodes),
  /** With `queue-full`: how many jobs wait. */
  queuedJobs: z.int().nonnegative().optional(),
  /** With `queue-full`: the value of the Retry-After header. */
  retryAfterSeconds: z.int().positive().optional(),
  /** With `too-large`: the limit in force. */
  maxUploadBytes: z.int().positive().optional(),
});
export type Problem = z.infer<typeof problemSchema>;

/** `DELETE /api/jobs/{jobId}` carries the owner token as `Authorization: Bearer <token>` and answers 204. */
export function composeAuthorization(ownerToken: string): string {
  return `Bearer ${ownerToken}`;
}

/** The owner token of an Authorization header; `undefined` for a header that carries none. */
export function parseAuthorization(header: string | undefined) {
  const parsed = ownerTokenSchema.safeParse(/^Bearer (\S+)$/i.exec(header ?? '')?.[1]);
  return parsed.success ? parsed.data : undefined;
}
