import { hasScore } from './has-score.ts';
import type { Job } from './job.ts';

/** How an original is, for a take: `pending` while it may still get a score. */
export type OriginalState = 'ready' | 'pending' | 'gone' | 'failed';

/**
 * How an original is, for a take. A completed job whose results have expired is gone, even if they were not
 * deleted yet.
 */
export function originalStateOf(job: Job | undefined, nowMs: number): OriginalState {
  switch (job?.status) {
    case 'awaiting-upload':
    case 'queued':
    case 'processing':
      return 'pending';
    case 'completed':
      return hasScore(job, nowMs) ? 'ready' : 'gone';
    case 'failed':
      return 'failed';
    case 'cancelled':
    case 'expired':
    case undefined:
      return 'gone';
  }
}
