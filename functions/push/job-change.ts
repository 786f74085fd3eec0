import type { Job } from '@my-pitch/shared/job';

/** One write to a job. */
export interface JobChange {
  readonly before: Job;
  readonly after: Job;
}

/**
 * What a change means to those who follow the job: `nothing` they can see, only more `progress` within a
 * stage, or a new `state`.
 */
export type ChangeKind = 'nothing' | 'progress' | 'state';

export function kindOfChange({ before, after }: JobChange): ChangeKind {
  if (before.status !== after.status) return 'state';
  if (before.status !== 'processing' || after.status !== 'processing') return 'nothing';
  const [earlier, later] = [before.progress, after.progress];
  // A lower fraction is another attempt.
  if (earlier.stage !== later.stage || later.overallFraction < earlier.overallFraction) {
    return 'state';
  }
  const isSame =
    earlier.overallFraction === later.overallFraction && earlier.endsAt === later.endsAt;
  return isSame ? 'nothing' : 'progress';
}

/** One change for each job: from its state before the first to its state after the last. */
export function mergeChanges(changes: readonly JobChange[]): readonly JobChange[] {
  const merged = new Map<string, JobChange>();
  for (const change of changes) {
    const { jobId } = change.after;
    merged.set(jobId, { before: merged.get(jobId)?.before ?? change.before, after: change.after });
  }
  return [...merged.values()];
}
