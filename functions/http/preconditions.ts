import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { RequestProblem } from './problem.ts';

/** A strong entity tag (RFC 9110, section 8.8.3). */
const strongTag = /^"[\x21\x23-\x7e]{1,200}"$/;

/**
 * The version that a write replaces, from `If-Match: "tag"`; `undefined` for `If-None-Match: *`, which
 * replaces none.
 * @throws {RequestProblem} `precondition-required` without one of the two: a write without a condition
 *   could undo that of another page.
 */
export function replacedTag({
  headers,
}: Pick<APIGatewayProxyEventV2, 'headers'>): string | undefined {
  const match = headers['if-match']?.trim();
  const noneMatch = headers['if-none-match']?.trim();
  if (match === undefined && noneMatch === '*') return undefined;
  if (match !== undefined && noneMatch === undefined && strongTag.test(match)) return match;
  throw new RequestProblem(
    'precondition-required',
    'Send `If-Match` with the ETag that you have read, or `If-None-Match: *` if there was none.',
  );
}

/** Whether `If-None-Match` names this version. The comparison is weak, as for every read. */
export function matchesTag(ifNoneMatch: string | undefined, etag: string): boolean {
  if (ifNoneMatch?.trim() === '*') return true;
  const tags: readonly string[] = ifNoneMatch?.match(/"[^"]*"/g) ?? [];
  return tags.includes(etag);
}
