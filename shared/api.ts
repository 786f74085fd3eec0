import { z } from 'zod';
import { failureCodeSchema } from './errors.ts';
import { type CorrelationId, correlationIdSchema, jobIdSchema, ownerTokenSchema } from './ids.ts';
import { contentSha256Schema, jobOptionsSchema } from './job.ts';
import { artifactNameSchema } from './keys.ts';
import { acceptedContentTypePattern } from './limits.ts';
import { progressSchema } from './stages.ts';
import { notComparedSchema } from './take.ts';

/** The API's paths, as a browser calls them and as the gateway routes them. */
export const apiPaths = {
  jobs: '/api/jobs',
  job: (jobId: string): string => `/api/jobs/${encodeURIComponent(jobId)}`,
  jobRoute: '/api/jobs/{jobId}',
  corrections: (jobId: string): string => `/api/jobs/${encodeURIComponent(jobId)}/corrections`,
  correctionsRoute: '/api/jobs/{jobId}/corrections',
  limits: '/api/limits',
  openapi: '/api/openapi.json',
  /** Everything without a route of its own. */
  anyRoute: '/api/{proxy+}',
} as const;

/** The routes of the API. The gateway sends each to a function; the OpenAPI document describes each. */
export const apiRoutes = [
  `POST ${apiPaths.jobs}`,
  `GET ${apiPaths.jobRoute}`,
  `DELETE ${apiPaths.jobRoute}`,
  `GET ${apiPaths.correctionsRoute}`,
  `PUT ${apiPaths.correctionsRoute}`,
  `GET ${apiPaths.limits}`,
  `GET ${apiPaths.openapi}`,
] as const;
export type ApiRoute = (typeof apiRoutes)[number];

/** The 200 response of `GET /api/limits`. A page checks a file against it before the upload. */
export const limitsSchema = z.object({
  maxUploadBytes: z.int().positive(),
  maxDurationSeconds: z.int().positive(),
});
export type Limits = z.infer<typeof limitsSchema>;

const maxFileNameLength = 255;

/**
 * The body of `POST /api/jobs`. `meta` adds to the JSON Schema what checks by code require: lengths there
 * count characters, where zod counts UTF-16 units.
 */
export const createJobRequestSchema = z.object({
  /** Lone surrogates are refused: the table stores UTF-8 and cannot hold them. */
  fileName: z
    .string()
    .trim()
    .min(1)
    .refine((name) => [...name].length <= maxFileNameLength, 'must have 255 characters at most')
    .refine((name) => name.isWellFormed(), 'must be well-formed Unicode')
    .meta({ pattern: '\\S', maxLength: maxFileNameLength }),
  contentType: z
    .string()
    .trim()
    .toLowerCase()
    .min(1)
    .max(127)
    .meta({ pattern: acceptedContentTypePattern.source.replace(/\$$/, '(?:;.*)?$') }),
  sizeBytes: z.int().positive(),
  options: jobOptionsSchema.prefault({}),
  /** If given, the form accepts only a file with this hash, and a song that has a result already is done at once. */
  contentSha256: contentSha256Schema.optional(),
  takeOf: jobIdSchema
    .optional()
    .describe('The job of the original: the song is a take, and is compared with that.'),
});
export type CreateJobRequest = z.input<typeof createJobRequestSchema>;

/** The 201 response of `POST /api/jobs`. The token is sent only here. `upload` is a form to post with the file as its last field, `file`. */
export const createJobResponseSchema = z.object({
  jobId: jobIdSchema,
  ownerToken: ownerTokenSchema,
  upload: z.object({ url: z.url(), fields: z.record(z.string(), z.string()) }),
  uploadExpiresAt: z.iso.datetime(),
});
export type CreateJobResponse = z.infer<typeof createJobResponseSchema>;

const viewOfEndedJob = { jobId: jobIdSchema, createdAt: z.iso.datetime() };
const viewOfEveryJob = {
  ...viewOfEndedJob,
  fileName: z.string(),
  takeOf: jobIdSchema
    .optional()
    .describe('Of a take: the job of its original, which may have ended meanwhile.'),
};

/** The 200 response of `GET /api/jobs/{jobId}`, visible to anyone with the link. Cancelled and expired jobs reveal nothing about the song. */
export const jobViewSchema = z.discriminatedUnion('status', [
  z.object({ ...viewOfEveryJob, status: z.literal('awaiting-upload') }),
  z.object({
    ...viewOfEveryJob,
    status: z.literal('queued'),
    position: z.int().positive().describe('1 for the job that starts next.'),
    estimatedSeconds: z
      .number()
      .nonnegative()
      .optional()
      .describe('Time until this job is done; absent until a first job has finished.'),
  }),
  z.object({
    ...viewOfEveryJob,
    status: z.literal('processing'),
    progress: progressSchema,
    estimatedSeconds: z
      .number()
      .nonnegative()
      .optional()
      .describe('Time until this job is done; absent while it cannot be estimated.'),
  }),
  z.object({
    ...viewOfEveryJob,
    status: z.literal('completed'),
    completedAt: z.iso.datetime(),
    durationSeconds: z.number().positive(),
    resultsExpireAt: z.iso.datetime(),
    links: z
      .partialRecord(artifactNameSchema, z.url())
      .describe('Signed links, valid for an hour; another request returns new ones.'),
    linksExpireAt: z.iso.datetime(),
    notCompared: notComparedSchema
      .optional()
      .describe('Of a take without `comparison.json`: why it was not compared.'),
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

/** Machine-readable reasons for a refused request. */
export const problemCodes = [
  'invalid-request',
  'unsupported-media-type',
  'unknown-path',
  'method-not-allowed',
  'unsupported-format',
  'too-large',
  'original-not-found',
  'original-gone',
  'original-failed',
  'queue-full',
  'too-many-requests',
  'not-found',
  'no-owner-token',
  'wrong-owner',
  'no-score',
  'precondition-required',
  'precondition-failed',
  'wrong-origin',
  'unavailable',
  'internal-error',
] as const;

/** The body of every error response: RFC 9457 problem details, `application/problem+json`. */
export const problemSchema = z.object({
  type: z.literal('about:blank').default('about:blank'),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  code: z.enum(problemCodes),
  queuedJobs: z
    .int()
    .nonnegative()
    .optional()
    .describe('With `queue-full`: the number of songs that wait or are being sent.'),
  retryAfterSeconds: z
    .int()
    .positive()
    .optional()
    .describe('With every 429 and 503: the value of the Retry-After header.'),
  maxUploadBytes: z.int().positive().optional().describe('With `too-large`: the limit in force.'),
  etag: z
    .string()
    .optional()
    .describe(
      'With `precondition-failed`: the ETag of the present corrections; absent if there are none.',
    ),
  allowedMethods: z
    .array(z.string())
    .optional()
    .describe('With `method-not-allowed`: the value of the Allow header.'),
});
export type Problem = z.infer<typeof problemSchema>;

/** The owner's requests carry the owner token as `Authorization: Bearer <token>`. */
export function composeAuthorization(ownerToken: string): string {
  return `Bearer ${ownerToken}`;
}

/** The owner token in an Authorization header; `undefined` if there is none. */
export function parseAuthorization(header: string | undefined) {
  const parsed = ownerTokenSchema.safeParse(/^Bearer (\S+)$/i.exec(header ?? '')?.[1]);
  return parsed.success ? parsed.data : undefined;
}

/** The header with the correlation id of a request, and of its response. */
export const correlationHeader = 'x-correlation-id';

/** The correlation id in a header; `undefined` if there is none or it is not one that a page makes. */
export function parseCorrelationId(header: string | undefined): CorrelationId | undefined {
  const parsed = correlationIdSchema.safeParse(header);
  return parsed.success ? parsed.data : undefined;
}
