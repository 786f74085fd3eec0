import type { RateLimit } from '@my-pitch/shared/limits';

/**
 * The buckets of all clients. Each is one number: the time, in epoch milliseconds, at which the bucket
 * will be full again. A missing bucket is full.
 */
export interface BucketStore {
  /**
   * Sets a bucket that is full at `nowMs` to be full again at `fullAtMs`.
   * @param forgetAtMs when the bucket may be deleted.
   * @returns `undefined` if it was full; otherwise when it will be, and nothing changed.
   */
  takeFirst(
    key: string,
    nowMs: number,
    fullAtMs: number,
    forgetAtMs: number,
  ): Promise<number | undefined>;
  /**
   * Adds `tokenMs` to a bucket that is full again at `latestMs` or before.
   * @returns `undefined` if it was; otherwise when it will be full, and nothing changed.
   */
  takeNext(
    key: string,
    tokenMs: number,
    latestMs: number,
    forgetAtMs: number,
  ): Promise<number | undefined>;
}

/** How long a bucket takes to gain a token, in whole milliseconds. */
export function tokenMsOf({ perHour }: RateLimit): number {
  return Math.ceil(3_600_000 / perHour);
}

/**
 * Takes a token from a client's bucket, with one conditional write while the bucket is full or empty
 * and two in between (the generic cell rate algorithm, ITU-T I.371). Concurrent calls never take more
 * than `burst` tokens and those gained in the meantime.
 * @returns `undefined` if there was one; otherwise the seconds until there is, at least 1.
 */
export async function takeToken(
  store: BucketStore,
  key: string,
  limit: RateLimit,
  nowMs: number,
): Promise<number | undefined> {
  const tokenMs = tokenMsOf(limit);
  const latestMs = nowMs + (limit.burst - 1) * tokenMs;
  const forgetAtMs = latestMs + tokenMs;
  let fullAtMs = await store.takeFirst(key, nowMs, nowMs + tokenMs, forgetAtMs);
  if (fullAtMs !== undefined && fullAtMs <= latestMs) {
    fullAtMs = await store.takeNext(key, tokenMs, latestMs, forgetAtMs);
  }
  return fullAtMs === undefined ? undefined : Math.max(1, Math.ceil((fullAtMs - latestMs) / 1000));
}
