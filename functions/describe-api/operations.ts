import type { ApiRoute } from '@my-pitch/shared/api';
import type { ProblemCode } from '../http/problem.ts';
import { createJobRequests, createJobResponse, jobViews, limits } from './examples.ts';
import { type Json, type SchemaName, schemaRef } from './schemas.ts';

/** What is particular to one operation. */
export interface Operation {
  readonly operationId: string;
  readonly summary: string;
  readonly description: string;
  readonly body?: {
    readonly schema: SchemaName;
    readonly examples: Readonly<Record<string, unknown>>;
  };
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
  /** The problems of this operation and of no others, apart from those it shares with all. */
  readonly problems: readonly ProblemCode[];
}

const jobIdFromResponse = { parameters: { jobId: '$response.body#/jobId' } };

/** All operations. A route that is missing here does not compile. */
export const operations: Readonly<Record<ApiRoute, Operation>> = {
  'POST /api/jobs': {
    operationId: 'createJob',
    summary: 'Create the job of a song',
    description:
      'Answers a form for the upload. Post its fields as `multipart/form-data` to its `url`, with the song as the last field, `file`. The job starts when the file has arrived. With `takeOf` the song is a take: it is also compared with its original, which may still be in work, and gets `comparison.json`.',
    body: { schema: 'CreateJobRequest', examples: createJobRequests },
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
