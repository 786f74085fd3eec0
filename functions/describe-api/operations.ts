import type { ApiRoute } from '@my-pitch/shared/api';
import { maxCorrectionsBytes } from '@my-pitch/shared/corrections';
import type { ProblemCode } from '../http/problem.ts';
import { maxBodyBytes } from '../http/read-request.ts';
import { corrections, createJobRequests, createJobResponse, jobViews, limits } from './examples.ts';
import { type Json, type SchemaName, schemaRef } from './schemas.ts';

/** What is particular to one operation. */
export interface Operation {
  readonly operationId: string;
  readonly summary: string;
  readonly description: string;
  readonly body?: {
    readonly schema: SchemaName;
    /** The size, and what a longer body answers. */
    readonly limit: string;
    readonly examples: Readonly<Record<string, unknown>>;
  };
  /** Headers of the request. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Whether it requires the owner token. */
  readonly isForOwner?: true;
  readonly success: {
    readonly status: number;
    readonly description: string;
    readonly headers?: Json;
    /** Absent for a response without a body. */
    readonly content?: {
      readonly schema: Json;
      readonly examples: Readonly<Record<string, unknown>>;
    };
    readonly links?: Json;
  };
  /** Other answers that are no problems, by status; they have no body. */
  readonly others?: Readonly<
    Record<number, { readonly description: string; readonly headers?: Json }>
  >;
  /** The problems of this operation and of no others, apart from those it shares with all. */
  readonly problems: readonly ProblemCode[];
}

const etag: Json = {
  etag: { description: 'The version.', required: true, schema: { type: 'string' } },
};

const jobIdFromResponse = { parameters: { jobId: '$response.body#/jobId' } };

/** All operations. A route that is missing here does not compile. */
export const operations: Readonly<Record<ApiRoute, Operation>> = {
  'POST /api/jobs': {
    operationId: 'createJob',
    summary: 'Create the job of a song',
    description:
      'Answers a form for the upload. Post its fields as `multipart/form-data` to its `url`, with the song as the last field, `file`. The job starts when the file has arrived. With `takeOf` the song is a take: it is also compared with its original, which may still be in work, and gets `comparison.json`.',
    body: {
      schema: 'CreateJobRequest',
      limit: `At most ${maxBodyBytes} bytes; a longer one answers 400.`,
      examples: createJobRequests,
    },
    success: {
      status: 201,
      description: 'The job waits for its file. The owner token is sent only here.',
      content: {
        schema: schemaRef('CreateJobResponse'),
        examples: { created: createJobResponse },
      },
      links: {
        followJob: { operationId: 'getJob', ...jobIdFromResponse },
        deleteJob: { operationId: 'deleteJob', ...jobIdFromResponse },
      },
    },
    problems: [
      'invalid-request',
      'unsupported-media-type',
      'unsupported-format',
      'too-large',
      'original-not-found',
      'original-gone',
      'original-failed',
      'queue-full',
    ],
  },
  'GET /api/jobs/{jobId}': {
    operationId: 'getJob',
    summary: 'Follow a job',
    description:
      'Ask again every 3 seconds until the status is `completed`, `failed`, `cancelled` or `expired`. Anyone with the id may ask: it is the only key to a result. The job of a deleted song stays, as `cancelled` or `expired`, without anything about the song.',
    success: {
      status: 200,
      description: 'The job, by status.',
      content: { schema: schemaRef('JobView'), examples: jobViews },
    },
    problems: ['not-found'],
  },
  'DELETE /api/jobs/{jobId}': {
    operationId: 'deleteJob',
    summary: 'Cancel a job and delete its files',
    description: 'In any status. A repeated call changes nothing.',
    isForOwner: true,
    success: { status: 204, description: 'The job has ended, and its files are deleted.' },
    problems: ['not-found', 'no-owner-token', 'wrong-owner'],
  },
  'GET /api/jobs/{jobId}/corrections': {
    operationId: 'getCorrections',
    summary: 'Read the corrected score of a song',
    description:
      'The score as its owner has corrected it. Anyone with the id may read it. The artifacts of the job stay as the worker made them.',
    headers: {
      'if-none-match':
        'The ETag of a version that you have; if it is the present one, the answer is 304.',
    },
    success: {
      status: 200,
      description: 'The corrections.',
      headers: etag,
      content: { schema: schemaRef('Corrections'), examples: { twoNotes: corrections } },
    },
    others: {
      204: { description: 'There are none, or the song has no score.' },
      304: { description: 'The version that the request names is the present one.', headers: etag },
    },
    problems: ['not-found'],
  },
  'PUT /api/jobs/{jobId}/corrections': {
    operationId: 'putCorrections',
    summary: 'Save the corrected score of a song',
    description:
      'Replaces the whole document. They are deleted with the song. A document that cannot be written as a score answers 400.',
    headers: {
      'if-match': 'The ETag of the version that is replaced.',
      'if-none-match': '`*` if there are no corrections yet. One of the two headers is required.',
    },
    body: {
      schema: 'Corrections',
      limit: `At most ${maxCorrectionsBytes} bytes; a longer one answers 413.`,
      examples: { twoNotes: corrections },
    },
    isForOwner: true,
    success: { status: 204, description: 'The corrections are saved.', headers: etag },
    problems: [
      'invalid-request',
      'unsupported-media-type',
      'too-large',
      'not-found',
      'no-owner-token',
      'wrong-owner',
      'no-score',
      'precondition-required',
      'precondition-failed',
    ],
  },
  'GET /api/limits': {
    operationId: 'getLimits',
    summary: 'The limits in force',
    description: 'A longer song is accepted, and fails with `too-long`.',
    success: {
      status: 200,
      description: 'The limits.',
      content: { schema: schemaRef('Limits'), examples: { default: limits } },
    },
    problems: [],
  },
  'GET /api/openapi.json': {
    operationId: 'getOpenapi',
    summary: 'This document',
    description: 'Pages of every origin may read it.',
    success: {
      status: 200,
      description: 'An OpenAPI 3.1 document.',
      headers: {
        'access-control-allow-origin': { required: true, schema: { const: '*' } },
      },
      content: {
        schema: { type: 'object', required: ['openapi'] },
        examples: { start: { openapi: '3.1.1' } },
      },
    },
    problems: [],
  },
};
