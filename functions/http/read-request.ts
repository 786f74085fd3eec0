import { type JobId, jobIdSchema } from '@my-pitch/shared/ids';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { z } from 'zod';
import { RequestProblem } from './problem.ts';

type Body = Pick<APIGatewayProxyEventV2, 'body' | 'isBase64Encoded'>;

/**
 * Parses the request's JSON body.
 * @throws {RequestProblem} `invalid-request`, naming each field that is missing or wrong.
 */
export function readJsonBody<Schema extends z.ZodType>(
  { body = '', isBase64Encoded }: Body,
  schema: Schema,
): z.infer<Schema> {
  const text = isBase64Encoded ? Buffer.from(body, 'base64').toString('utf8') : body;
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
