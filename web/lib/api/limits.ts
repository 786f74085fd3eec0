import { apiPaths, type Limits, limitsSchema } from '@my-pitch/shared/api';

/** Long enough for a Lambda cold start. Without limits the page goes on: the server enforces them. */
const timeoutMs = 20_000;

let pending: Promise<Limits | undefined> | undefined;

/** The limits in force; `undefined` when the API does not answer. A successful answer is cached. */
export async function fetchLimits(): Promise<Limits | undefined> {
  pending ??= requestLimits();
  const limits = await pending;
  if (!limits) pending = undefined;
  return limits;
}

/** A duration limit in minutes, rounded down to a tenth: 900 is 15, 100 is 1.6. */
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
