import type { Problem, problemCodes } from '@my-pitch/shared/api';
import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';

export type ProblemCode = (typeof problemCodes)[number];

/** The status and title of each problem. */
export const problemKinds: Readonly<
  Record<ProblemCode, { readonly status: number; readonly title: string }>
> = {
  'invalid-request': { status: 400, title: 'The request is not valid' },
  'unsupported-media-type': { status: 415, title: 'The body is not JSON' },
  'unknown-path': { status: 404, title: 'No such path' },
  'method-not-allowed': { status: 405, title: 'The path has no such method' },
  'unsupported-format': { status: 415, title: 'Not an audio or video file' },
  'too-large': { status: 413, title: 'Too large' },
  'original-not-found': { status: 404, title: 'No such original' },
  'original-gone': { status: 410, title: 'The original was deleted' },
  'original-failed': { status: 409, title: 'The original has no score' },
  'queue-full': { status: 429, title: 'Too many songs are waiting' },
  'too-many-requests': { status: 429, title: 'Too many requests from your network' },
  'not-found': { status: 404, title: 'No such song' },
  'no-owner-token': { status: 401, title: 'The owner token is missing' },
  'wrong-owner': { status: 403, title: 'Only the owner may do this' },
  'no-score': { status: 409, title: 'The song has no score' },
  'precondition-required': { status: 428, title: 'If-Match or If-None-Match is missing' },
  'precondition-failed': { status: 412, title: 'The corrections have changed' },
  'wrong-origin': { status: 403, title: 'Requests must go through the address of the page' },
  unavailable: { status: 503, title: 'The service is busy' },
  'internal-error': { status: 500, title: 'Something went wrong on our side' },
};

type Extension = Pick<
  Problem,
  'queuedJobs' | 'retryAfterSeconds' | 'maxUploadBytes' | 'etag' | 'allowedMethods'
>;

/** A refused request, with the problem details for the client. */
export class RequestProblem extends Error {
  override readonly name = 'RequestProblem';
  readonly problem: Problem;

  constructor(code: ProblemCode, detail: string, extension: Extension = {}) {
    super(`${code}: ${detail}`);
    this.problem = { type: 'about:blank', ...problemKinds[code], detail, code, ...extension };
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
      ...(problem.etag !== undefined && { etag: problem.etag }),
      ...(problem.status === 401 && { 'www-authenticate': 'Bearer' }),
      ...(problem.allowedMethods !== undefined && { allow: problem.allowedMethods.join(', ') }),
    },
    body: JSON.stringify(problem),
  };
}
