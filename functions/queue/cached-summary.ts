import type { QueueSummary } from '@my-pitch/shared/queue-summary';
import type { Clock } from '../ports.ts';
import type { QueueCounters } from './ports.ts';

const maxAgeMs = 1000;

/**
 * Reads the counters at most once a second for all requests of one function instance. A client asks every
 * few seconds, so a later answer never comes from older counters than an earlier one.
 */
export function cachedSummary(
  counters: Pick<QueueCounters, 'read'>,
  clock: Clock,
): Pick<QueueCounters, 'read'> {
  let cached: { readonly summary: Promise<QueueSummary>; readonly readMs: number } | undefined;
  return {
    async read() {
      const nowMs = clock();
      if (!cached || nowMs - cached.readMs >= maxAgeMs) {
        cached = { summary: counters.read(), readMs: nowMs };
      }
      const reading = cached;
      try {
        return await reading.summary;
      } catch (error) {
        // The next request must not get the same error.
        if (cached === reading) cached = undefined;
        throw error;
      }
    },
  };
}
