import {
  createJobResponseSchema,
  jobViewSchema,
  limitsSchema,
  problemSchema,
} from '@my-pitch/shared/api';
import { correctionsSchema } from '@my-pitch/shared/corrections';
import { correlationIdSchema } from '@my-pitch/shared/ids';
import { z } from 'zod';
import type { FuzzRequest } from './requests.ts';

/** An HTTP response. */
export interface FuzzResponse {
  readonly status: number;
  readonly contentType: string | undefined;
  readonly cacheControl: string | undefined;
  readonly correlationId: string | undefined;
  readonly body: string;
}

interface Success {
  readonly status: number;
  /** `undefined` for a response without a body. */
  readonly schema: z.ZodType | undefined;
  /** Other statuses of responses without a body. */
  readonly others?: readonly number[];
}

const successes: Readonly<Record<FuzzRequest['route'], Success>> = {
  'POST /api/jobs': { status: 201, schema: createJobResponseSchema },
  'GET /api/jobs/{jobId}': { status: 200, schema: jobViewSchema },
  'DELETE /api/jobs/{jobId}': { status: 204, schema: undefined },
  'GET /api/jobs/{jobId}/corrections': {
    status: 200,
    schema: correctionsSchema,
    others: [204, 304],
  },
  'PUT /api/jobs/{jobId}/corrections': { status: 204, schema: undefined },
  'GET /api/limits': { status: 200, schema: limitsSchema },
};

/**
 * How a response violates the API's contract.
 * @returns `undefined` for a success that matches its schema and for problem details below status 500.
 */
export function contractViolationOf(
  { route }: Pick<FuzzRequest, 'route'>,
  response: FuzzResponse,
): string | undefined {
  const { status, body, contentType, cacheControl, correlationId } = response;
  if (status >= 500) return `${status}: ${body.slice(0, 200)}`;
  if (cacheControl !== 'no-store') return `${status} may be stored: ${cacheControl}`;
  if (!correlationIdSchema.safeParse(correlationId).success) {
    return `${status} with the correlation id ${correlationId}`;
  }
  const success = successes[route];
  if (status === success.status) {
    if (!success.schema) return body === '' ? undefined : `${status} with a body`;
    if (contentType !== 'application/json') return `${status} as ${contentType}`;
    return schemaViolationOf(success.schema, body);
  }
  if (success.others?.includes(status)) return body === '' ? undefined : `${status} with a body`;
  if (status < 400) return `${status} is no status of ${route}`;
  if (contentType !== 'application/problem+json') return `${status} as ${contentType}`;
  return schemaViolationOf(problemSchema.extend({ status: z.literal(status) }), body);
}

function schemaViolationOf(schema: z.ZodType, body: string): string | undefined {
  try {
    const parsed = schema.safeParse(JSON.parse(body));
    return parsed.success ? undefined : z.prettifyError(parsed.error);
  } catch {
    return `no JSON: ${body.slice(0, 200)}`;
  }
}
