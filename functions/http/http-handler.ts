import { randomUUID } from 'node:crypto';
import { correlationHeader, parseCorrelationId } from '@my-pitch/shared/api';
import { type CorrelationId, correlationIdSchema } from '@my-pitch/shared/ids';
import type { Job } from '@my-pitch/shared/job';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import type { Log, Telemetry } from '../ports.ts';
import { problemResponse, RequestProblem } from './problem.ts';
import { isTemporaryFailure } from './temporary-failure.ts';

type Response = APIGatewayProxyStructuredResultV2;

/** Handles a request of the HTTP API, payload format 2.0. */
export type HttpHandler = (event: APIGatewayProxyEventV2) => Promise<Response>;

/** One request. */
export interface HttpRequest {
  readonly event: APIGatewayProxyEventV2;
  readonly correlationId: CorrelationId;
  /** Adds the correlation id, and the id of the job that the request is about, to each line. */
  readonly log: Log;
  /** Says which job the request is about. Lines and response then have that job's correlation id. */
  readonly isAbout: (job: Pick<Job, 'jobId' | 'correlationId'>) => void;
}

/**
 * Gives each request a correlation id, from its header or a new one, and returns it in a header. Converts
 * thrown errors into problem details: a {@link RequestProblem} as it is, a temporary failure of AWS into
 * a 503, every other error into a 500 without details.
 */
export function httpHandler(
  telemetry: Telemetry,
  answer: (request: HttpRequest) => Promise<Response>,
): HttpHandler {
  return async (event) => {
    let context: Readonly<Record<string, unknown>> & { readonly correlationId: CorrelationId } = {
      correlationId: parseCorrelationId(event.headers[correlationHeader]) ?? newCorrelationId(),
    };
    const log = logWith(telemetry.log, () => context);
    const { correlationId } = context;
    const isAbout: HttpRequest['isAbout'] = (job) => {
      context = { correlationId: job.correlationId ?? correlationId, jobId: job.jobId };
    };
    const response = await answer({ event, correlationId, log, isAbout }).catch((error: unknown) =>
      refuse(error, { ...telemetry, log }),
    );
    const headers = { ...response.headers, [correlationHeader]: context.correlationId };
    return { ...response, headers };
  };
}

function newCorrelationId(): CorrelationId {
  return correlationIdSchema.parse(randomUUID());
}

/** A log that adds the details of `context` to each line. */
function logWith(log: Log, context: () => Readonly<Record<string, unknown>>): Log {
  return {
    info: (message, details) => log.info(message, { ...context(), ...details }),
    warn: (message, details) => log.warn(message, { ...context(), ...details }),
    error: (message, details) => log.error(message, { ...context(), ...details }),
  };
}

function refuse(error: unknown, { log, metrics }: Telemetry): Response {
  const isRefused = error instanceof RequestProblem;
  const { problem } = isRefused ? error : failureOf(error);
  if (isRefused) log.info('request refused', { problem });
  else log.error('request failed', { error });
  metrics.record('RequestsRefused', 1, { ProblemCode: problem.code });
  return problemResponse(problem);
}

const unavailableSeconds = 5;

function failureOf(error: unknown): RequestProblem {
  const detail = 'Please try again in a moment.';
  return isTemporaryFailure(error)
    ? new RequestProblem('unavailable', detail, { retryAfterSeconds: unavailableSeconds })
    : new RequestProblem('internal-error', detail);
}

/** A JSON response. Responses must not be cached: they change, and some contain secrets. */
export function jsonResponse(statusCode: number, body: unknown): Response {
  return {
    statusCode,
    headers: { 'content-type': 'application/json', 'cache-control': 'no-store' },
    body: JSON.stringify(body),
  };
}

/** A JSON response with the version of its resource. */
export function versionedResponse(body: string, etag: string): Response {
  return {
    statusCode: 200,
    headers: { 'content-type': 'application/json', 'cache-control': 'no-store', etag },
    body,
  };
}

/** A response 304 without a body: the client has this version. */
export function notModifiedResponse(etag: string): Response {
  return { statusCode: 304, headers: { 'cache-control': 'no-store', etag } };
}

/** A response 204 without a body. */
export function noContentResponse(headers: Readonly<Record<string, string>> = {}): Response {
  return { statusCode: 204, headers: { 'cache-control': 'no-store', ...headers } };
}
