import { type Problem, problemSchema } from '@my-pitch/shared/api';

/** Longer waits are not believed. */
const maxRetryAfterSeconds = 60 * 60;

/**
 * The problem that an error answer states. The gateway, CloudFront and S3 answer a 429 or 5xx of their own
 * with other JSON, XML or HTML: these count as `unavailable`.
 * @returns `undefined` for any other answer that is no problem document.
 */
export async function problemOf(response: Response): Promise<Problem | undefined> {
  const parsed = problemSchema.safeParse(await response.json().catch(() => undefined));
  const retryAfter = response.headers.get('retry-after');
  if (!parsed.success) return unavailableProblem(response.status, retryAfter);
  const seconds = parsed.data.retryAfterSeconds ?? parseRetryAfter(retryAfter);
  return { ...parsed.data, ...(seconds !== undefined && { retryAfterSeconds: seconds }) };
}

/**
 * The problem of a server that does not accept requests for now.
 * @param retryAfter the header Retry-After.
 * @returns `undefined` for a status that does not mean this.
 */
export function unavailableProblem(status: number, retryAfter: string | null): Problem | undefined {
  if (![429, 502, 503, 504].includes(status)) return undefined;
  const seconds = parseRetryAfter(retryAfter);
  return {
    type: 'about:blank',
    title: 'The service is busy',
    status,
    detail: `The server answered ${status}`,
    code: 'unavailable',
    ...(seconds !== undefined && { retryAfterSeconds: seconds }),
  };
}

/** The seconds in a Retry-After header, which holds seconds or a date. */
function parseRetryAfter(header: string | null): number | undefined {
  if (header === null) return undefined;
  const isNumber = /^\d+$/.test(header.trim());
  const seconds = isNumber ? Number(header) : (Date.parse(header) - Date.now()) / 1000;
  if (Number.isNaN(seconds)) return undefined;
  return Math.min(maxRetryAfterSeconds, Math.max(1, Math.ceil(seconds)));
}
