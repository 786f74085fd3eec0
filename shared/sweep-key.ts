import type { JobId } from './ids.ts';
import type { JobStatus } from './status.ts';

/** The statuses in which a job may become due for something: `expire` and the recount must find them. */
export const sweptStatuses = [
  'awaiting-upload',
  'queued',
  'processing',
  'completed',
  'failed',
] as const;
export type SweptStatus = (typeof sweptStatuses)[number];

/** The shards of each status in the sweep index: the last digits of random job ids. */
export const sweepShards: readonly string[] = [...'0123456789abcdef'];

/** The partition of the sweep index with the jobs of one status in one shard. */
export function sweepPartition(status: SweptStatus, shard: string): string {
  return `${status}#${shard}`;
}

/**
 * The attributes that put a job into the sweep index; none for a status that no sweep looks for, so that
 * the index holds no such job.
 */
export function sweepAttributes(jobId: JobId, status: JobStatus): { readonly sweepKey?: string } {
  return isSwept(status) ? { sweepKey: sweepPartition(status, jobId.slice(-1)) } : {};
}

function isSwept(status: JobStatus): status is SweptStatus {
  return sweptStatuses.some((swept) => swept === status);
}
