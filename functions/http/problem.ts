import type { Problem, problemCodes } from '@my-pitch/shared/api';
import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';

type ProblemCode = (typeof problemCodes)[number];

const kinds: Readonly<Record<ProblemCode, { readonly status: number; readonly title: string }>> = {
  'invalid-request': { status: 400, title: 'The request is not valid' },
  'unsupported-format': { status: 415, title: 'Not an audio or video file' },
  'too-large': { status: 413, title: 'The file is too large' },
  'queue-full': { status: 429, title: 'Too many songs are waiting' },
  'too-many-requests': { status: 429, title: 'Too many requests from your network' },
  'not-found': { status: 404, title: 'No such song' },
  'wrong-owner': { status: 403, title: 'Only the owner may do this' },
  'wrong-origin': { status: 403, title: 'Requests must go through the address of the page' },
  unavailable: { status: 503, title: 'The service is busy' },
  'internal-error': { status: 500, title: 'Something went wrong on our side' },
};

type Extension = Pick<Problem, 'queuedJobs' | 'retryAfterSeconds' | 'maxUploadBytes'>;

/** A refused request, with the problem details for the client. */
export class RequestProblem extends Error {
  override readonly name = 'RequestProblem';
  readonly problem: Problem;

  constructor(code: ProblemCode, detail: string, extension: Extension = {}) {
    super(`${code}: ${detail}`);
    this.problem = { type: 'about:blank', ...kinds[code], detail, code, ...extension };
  }
}

/** A response with problem details (RFC 9457, `application/problem+json`). */
export function problemResponse(problem: Problem): APIGatewayProxyStructuredResultV2 {
  return {
    statusCode: problem.status,
    headers: {
      'content-type': 'application/problem+json',
      'cache-control': 'no-store',
      ...(problem.retryAfterSeconds !== undefined && {
        'retry-after': String(problem.retryAfterSeconds),
      }),
    },
    body: JSON.stringify(problem),
  };
}
