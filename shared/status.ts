import { z } from 'zod';

/** Every status of a job, in the order in which a job passes them. */
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
 * The legal transitions; every write to a job is conditional on them.
 * `processing → processing` is a takeover after a crash. `awaiting-upload → failed` is an upload
 * that is not audio; `awaiting-upload → completed` is one whose result was copied from an earlier job
 * with the same file; `queued → failed` is a message that became a dead letter before any worker
 * claimed its job. `expired` means that the files were deleted, by age or by the owner.
 */
const transitions: Readonly<Record<JobStatus, readonly JobStatus[]>> = {
  'awaiting-upload': ['queued', 'completed', 'failed', 'cancelled', 'expired'],
  queued: ['processing', 'failed', 'cancelled'],
  processing: ['processing', 'completed', 'failed', 'cancelled'],
  completed: ['expired'],
  failed: ['expired'],
  cancelled: ['expired'],
  expired: [],
};

/** Whether the transition is legal. */
export function canTransition(from: JobStatus, to: JobStatus): boolean {
  return transitions[from].includes(to);
}

/** The statuses with a transition to `to`, in the order of `jobStatuses`. */
export function sourcesOf(to: JobStatus): readonly JobStatus[] {
  return jobStatuses.filter((from) => canTransition(from, to));
}

/** Whether the status changes only by expiry: a client can stop polling. */
export function isTerminal(status: JobStatus): boolean {
  return !canTransition(status, 'processing') && status !== 'awaiting-upload';
}
