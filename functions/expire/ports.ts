import type { JobId } from '@my-pitch/shared/ids';
import type { SweptStatus } from '@my-pitch/shared/sweep-key';

/** Some of the jobs that entered a status before an instant. */
export interface DuePage {
  readonly jobIds: readonly JobId[];
  /** Where the next page begins; absent with the last one. */
  readonly next?: string | undefined;
}

/** Jobs by status, eventually consistent: a page may have jobs that have changed since. */
export interface DueJobs {
  /**
   * The next page of jobs that entered `status` before an instant, the oldest of each shard first.
   * @param from the position in an earlier page, also after its jobs have changed.
   */
  page(status: SweptStatus, sinceBeforeIso: string, from?: string): Promise<DuePage>;
}

/** Where each rule has to continue, by its name. A rule without a position begins with the oldest job. */
export type Positions = Readonly<Record<string, string>>;

/** What the last run left for the next one. */
export interface SweepState {
  read(): Promise<Positions>;
  write(positions: Positions): Promise<void>;
}
