import type { Job } from './job.ts';

/** Whether a job has a score now. It expires before a sweep changes its record. */
export function hasScore(job: Job, nowMs: number): boolean {
  return job.status === 'completed' && Date.parse(job.resultsExpireAt) > nowMs;
}
