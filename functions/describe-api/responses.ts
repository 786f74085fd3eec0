import { correlationHeader, problemCodes } from '@my-pitch/shared/api';
import { type ProblemCode, problemKinds, RequestProblem } from '../http/problem.ts';
import { type Json, schemaRef } from './schemas.ts';

/** Responses by status code. */
export type Responses = Readonly<Record<string, Json>>;

/** Errors that the gateway answers itself, before a function runs: `{"message": "…"}`, as plain JSON. */
const gatewayErrors: Readonly<Record<string, string>> = {
  413: 'The request is larger than the gateway accepts',
  429: 'Too many requests',
  500: 'The function did not answer',
  503: 'The function could not be started',
};

/** The members that only these problems have, for their examples. */
const extensions: Partial<Record<ProblemCode, Json>> = {
  'queue-full': { queuedJobs: 100, retryAfterSeconds: 60 },
  'too-many-requests': { retryAfterSeconds: 10 },
  unavailable: { retryAfterSeconds: 5 },
  'too-large': { maxUploadBytes: 209_715_200 },
  'precondition-failed': { etag: '"0f1e2d3c"' },
  'method-not-allowed': { allowedMethods: ['GET', 'DELETE'] },
};

/** The headers of every response of a function. */
export const commonHeaders: Json = {
  [correlationHeader]: {
    description: 'Connects the log lines about this request. Name it in a report of a fault.',
    required: true,
    schema: schemaRef('CorrelationId'),
  },
  'cache-control': { required: true, schema: { type: 'string' } },
};

const retryAfter: Json = {
  'retry-after': {
    description: 'Seconds to wait before the next request.',
    schema: { type: 'integer', minimum: 1 },
  },
};

/**
 * The error responses of an operation, by status: the problems with these codes, and the errors of the
 * gateway.
 */
export function errorResponses(codes: readonly ProblemCode[]): Responses {
  const statuses = new Set([
    ...Object.keys(gatewayErrors),
    ...codes.map((code) => String(problemKinds[code].status)),
  ]);
  return Object.fromEntries(
    [...statuses].map((status) => [
      status,
      errorResponse(
        status,
        codes.filter((code) => String(problemKinds[code].status) === status),
      ),
    ]),
  );
}

function errorResponse(status: string, codes: readonly ProblemCode[]): Json {
  const gatewayError = gatewayErrors[status];
  const titles = codes.map((code) => `${problemKinds[code].title} (\`${code}\`)`);
  const description = [...titles, ...(gatewayError ? [gatewayError] : [])].join('. ');
  return {
    description: `${description}.`,
    headers: {
      ...(gatewayError ? optional(commonHeaders) : commonHeaders),
      ...(['429', '503'].includes(status) && retryAfter),
      ...(status === '412' && { etag: { schema: { type: 'string' } } }),
      ...(status === '401' && {
        'www-authenticate': { required: true, schema: { const: 'Bearer' } },
      }),
    },
    content: {
      ...(codes.length > 0 && { 'application/problem+json': problemContent(status, codes) }),
      ...(gatewayError && { 'application/json': { schema: schemaRef('GatewayMessage') } }),
    },
  };
}

function problemContent(status: string, codes: readonly ProblemCode[]): Json {
  return {
    schema: {
      allOf: [
        schemaRef('Problem'),
        { properties: { status: { const: Number(status) }, code: { enum: codes } } },
      ],
    },
    examples: Object.fromEntries(codes.map((code) => [code, { value: exampleOf(code) }])),
  };
}

function exampleOf(code: ProblemCode): Json {
  const detail = 'What is wrong with this request, in a sentence.';
  return { ...new RequestProblem(code, detail).problem, ...extensions[code] };
}

function optional(headers: Json): Json {
  return Object.fromEntries(
    Object.entries(headers).map(([name, header]) => [
      name,
      { ...(header as Json), required: false },
    ]),
  );
}

/**
 * The codes that any operation may answer: all that no operation claims for itself. So a new code is
 * documented before anyone says where it belongs.
 */
export function generalProblems(
  claimed: readonly (readonly ProblemCode[])[],
): readonly ProblemCode[] {
  const specific = new Set(claimed.flat());
  return problemCodes.filter((code) => !specific.has(code));
}
