import { apiPaths, type Limits, limitsSchema } from '@my-pitch/shared/api';

/** A page that has not heard by then goes on without: the server refuses what it must. Long, for an API that has slept wakes up first. */
const timeoutMs = 20_000;

let asking: Promise<Limits | undefined> | undefined;

/** What the operator lets through; `undefined` where the API does not answer. Asked for once. */
export async function fetchLimits(): Promise<Limits | undefined> {
  asking ??= requestLimits();
  const limits = await asking;
  if (!limits) asking = undefined;
  return limits;
}

/** A length limit in minutes to the tenth, never more than it is: 900 is 15, 100 is 1.6. */
export function limitMinutes(maxDurationSeconds: number): number {
  return Math.floor(maxDurationSeconds / 6) / 10;
}

async function requestLimits(): Promise<Limits | undefined> {
  try {
    const signal = AbortSignal.timeout(timeoutMs);
    const response = await fetch(apiPaths.limits, { signal, priority: 'low' });
    return limitsSchema.parse(await response.json());
  } catch {
    return undefined;
  }
}
