import { parseAuthorization } from '@my-pitch/shared/api';
import { type JobId, jobIdSchema, type OwnerToken } from '@my-pitch/shared/ids';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { z } from 'zod';
import { type ProblemCode, RequestProblem } from './problem.ts';

type Request = Pick<APIGatewayProxyEventV2, 'headers' | 'body' | 'isBase64Encoded'>;

/** The maximum length of a request's body unless a route has its own. Names may be long, but no request has many fields. */
export const maxBodyBytes = 64 * 1024;

/**
 * Parses the request's JSON body.
 * @throws {RequestProblem} `unsupported-media-type`, or `invalid-request`, naming each field that is
 *   missing or wrong.
 * @param tooLarge the problem of a longer body.
 */
export function readJsonBody<Schema extends z.ZodType>(
  { headers, body = '', isBase64Encoded }: Request,
  schema: Schema,
  maxBytes = maxBodyBytes,
  tooLarge: ProblemCode = 'invalid-request',
): z.infer<Schema> {
  const mediaType = headers['content-type']?.replace(/;.*$/s, '').trim().toLowerCase();
  if (mediaType !== 'application/json') {
    throw new RequestProblem('unsupported-media-type', 'The body must be application/json.');
  }
  const bytes = Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8');
  if (bytes.length > maxBytes) {
    throw new RequestProblem(tooLarge, `The body may have ${maxBytes} bytes at most.`);
  }
  const text = bytes.toString('utf8');
  const parsed = z.preprocess(parseJson, schema).safeParse(text);
  if (parsed.success) return parsed.data;
  throw new RequestProblem('invalid-request', z.prettifyError(parsed.error));
}

function parseJson(text: unknown, context: z.RefinementCtx): unknown {
  try {
    return JSON.parse(String(text));
  } catch {
    context.addIssue({ code: 'custom', message: 'The body is not JSON' });
    return z.NEVER;
  }
}

/**
 * Reads the owner token from the Authorization header.
 * @throws {RequestProblem} `no-owner-token`.
 */
export function readOwnerToken({ headers }: Pick<Request, 'headers'>): OwnerToken {
  const ownerToken = parseAuthorization(headers.authorization);
  if (ownerToken) return ownerToken;
  throw new RequestProblem('no-owner-token', 'Send the owner token as a bearer token.');
}

/** The problem for the id of an unknown job. */
export function noSuchJob(): RequestProblem {
  return new RequestProblem('not-found', 'There is no song with this id.');
}

/**
 * Reads the job id from the request's path.
 * @throws {RequestProblem} `not-found` for a malformed id, as for an unknown job.
 */
export function readJobId({
  pathParameters,
}: Pick<APIGatewayProxyEventV2, 'pathParameters'>): JobId {
  const parsed = jobIdSchema.safeParse(pathParameters?.jobId);
  if (parsed.success) return parsed.data;
  throw noSuchJob();
}
