import { createHmac } from 'node:crypto';
import type { RateLimit } from '@my-pitch/shared/limits';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { RequestProblem } from '../http/problem.ts';
import type { Clock } from '../ports.ts';
import { clientNetworkOf } from './client-address.ts';
import { type BucketStore, takeToken } from './token-bucket.ts';

/** What a client does; each has buckets of its own. */
export type ClientAction = 'create' | 'delete' | 'correct';

export interface ClientLimiterContext {
  readonly buckets: BucketStore;
  readonly clock: Clock;
  /** Key of the hash of addresses. Another key makes all buckets full. */
  readonly secret: string;
  readonly action: ClientAction;
  readonly limit: RateLimit;
}

/**
 * Admits a request of a client.
 * @throws {RequestProblem} `too-many-requests` if its client has no token left.
 */
export type ClientLimiter = (event: APIGatewayProxyEventV2) => Promise<void>;

/** Limits each client. The store gets a keyed hash of its network, which nobody without the key can undo. */
export function createClientLimiter(context: ClientLimiterContext): ClientLimiter {
  const { buckets, clock, secret, action, limit } = context;
  return async (event) => {
    // Requests without an address share a bucket.
    const key = createHmac('sha256', secret)
      .update(`${action} by ${clientNetworkOf(event) ?? 'nobody'}`)
      .digest('base64url');
    const retryAfterSeconds = await takeToken(buckets, key, limit, clock());
    if (retryAfterSeconds === undefined) return;
    const detail = `Your network may send the next request in ${retryAfterSeconds} s.`;
    throw new RequestProblem('too-many-requests', detail, { retryAfterSeconds });
  };
}
