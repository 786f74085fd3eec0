import { z } from 'zod';

/** Every state a job can be in, in the order of a song's journey. */
export const jobStatuses = [
  'awaiting-upload',
  'queued',
  'processing',
  'completed',
  'failed',
  'cancelled',
  'expired',
] as const;

export const jobStatusSchema = z.enum(jobStatuses);
export type JobStatus = z.infer<typeof jobStatusSchema>;

/**
 * The one table of legal moves; every write to a job is conditional on it.
 * `processing → processing` is a lease taken over after a crash. `failed` is reachable before the
 * queue because an upload that is no audio fails at once, and from the queue because a message can
 * die without any worker having opened it. `expired` means that the files are gone, by age or
 * because the owner deleted them.
 */
const transitions: Readonly<Record<JobStatus, readonly JobStatus[]>> = {
  'awaiting-upload': ['queued', 'failed', 'cancelled', 'expired'],
  queued: ['processing', 'failed', 'cancelled'],
  processing: ['processing', 'completed', 'failed', 'cancelled'],
  completed: ['expired'],
  failed: ['expired'],
  cancelled: ['expired'],
  expired: [],
};

/** Whether a job may move from one status to another. */
export function canTransition(from: JobStatus, to: JobStatus): boolean {
  return transitions[from].includes(to);
}

/** The statuses from which `to` can be reached, in journey order. */
export function sourcesOf(to: JobStatus): readonly JobStatus[] {
  return jobStatuses.filter((from) => canTransition(from, to));
}

/** Whether nothing more will happen to a job by itself: a client can stop polling. */
export function isTerminal(status: JobStatus): boolean {
  return !canTransition(status, 'processing') && status !== 'awaiting-upload';
}
