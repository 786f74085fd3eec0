import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import type { Log } from '../ports.ts';
import { problemResponse, RequestProblem } from './problem.ts';

/** Handles a request of the HTTP API, payload format 2.0. */
export type HttpHandler = (
  event: APIGatewayProxyEventV2,
) => Promise<APIGatewayProxyStructuredResultV2>;

/**
 * Converts thrown errors into problem details: a {@link RequestProblem} as it is, every other error
 * into a 500 without details.
 */
export function httpHandler(log: Log, handle: HttpHandler): HttpHandler {
  return async (event) => {
    try {
      return await handle(event);
    } catch (error) {
      if (error instanceof RequestProblem) {
        log.info('request refused', { problem: error.problem });
        return problemResponse(error.problem);
      }
      log.error('request failed', { error });
      const { problem } = new RequestProblem('internal-error', 'Please try again in a moment.');
      return problemResponse(problem);
    }
  };
}

/** A JSON response. Responses must not be cached: they change, and some contain secrets. */
export function jsonResponse(statusCode: number, body: unknown): APIGatewayProxyStructuredResultV2 {
  return {
    statusCode,
    headers: { 'content-type': 'application/json', 'cache-control': 'no-store' },
    body: JSON.stringify(body),
  };
}

/** A response 204 without a body. */
export function noContentResponse(): APIGatewayProxyStructuredResultV2 {
  return { statusCode: 204, headers: { 'cache-control': 'no-store' } };
}
