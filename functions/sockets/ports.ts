import type { JobId } from '@my-pitch/shared/ids';
import type { QueuedJob } from '@my-pitch/shared/job';
import type { SocketMessage } from '@my-pitch/shared/socket';

/** Which connection follows which job. A follow that is not renewed in time counts as removed. */
export interface Follows {
  /**
   * Adds a follow, or renews it.
   * @returns `false` when the connection follows as many other jobs as it may; nothing changes then.
   */
  add(connectionId: string, jobId: JobId): Promise<boolean>;
  /** The connections that follow a job. */
  followersOf(jobId: JobId): Promise<readonly string[]>;
  /** Ends all follows of a job: it does not change any more. */
  removeJob(jobId: JobId, followers: readonly string[]): Promise<void>;
  /** Removes a connection that was closed. Removing it again is no error. */
  removeConnection(connectionId: string): Promise<void>;
}

/** The followed jobs that are queued, by the time at which they were queued. */
export interface FollowedLine {
  add(job: Pick<QueuedJob, 'jobId' | 'queuedAt'>): Promise<void>;
  remove(job: Pick<QueuedJob, 'jobId' | 'queuedAt'>): Promise<void>;
  /** The jobs that start next, at most this many. */
  nearest(count: number): Promise<readonly JobId[]>;
}

/** The open connections. */
export interface Sockets {
  /** @returns `false` when the connection is closed. */
  send(connectionId: string, message: SocketMessage): Promise<boolean>;
}
