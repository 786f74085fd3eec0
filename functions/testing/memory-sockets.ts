import type { JobId } from '@my-pitch/shared/ids';
import type { QueuedJob } from '@my-pitch/shared/job';
import { type SocketMessage, socketLimits, socketMessageSchema } from '@my-pitch/shared/socket';
import type { FollowedLine, Follows, Sockets } from '../sockets/ports.ts';

/** Connections, their follows and the line of followed jobs in memory. */
export class MemorySockets implements Sockets {
  /** What each open connection has received. */
  readonly received = new Map<string, SocketMessage[]>();
  readonly #jobsOf = new Map<string, Set<JobId>>();
  readonly #line = new Map<JobId, string>();
  /** Counts the questions for followers. */
  questions = 0;

  constructor(...connectionIds: readonly string[]) {
    for (const connectionId of connectionIds) this.received.set(connectionId, []);
  }

  async send(connectionId: string, message: SocketMessage): Promise<boolean> {
    // Strict: a message may contain only the fields of the contract.
    const parsed = socketMessageSchema.parse(message);
    if (JSON.stringify(parsed) !== JSON.stringify(message)) throw new Error('More than a message');
    this.received.get(connectionId)?.push(message);
    return this.received.has(connectionId);
  }

  /** Closes a connection without telling anyone. */
  lose(connectionId: string): void {
    this.received.delete(connectionId);
  }

  /** The jobs that a connection follows. */
  jobsOf(connectionId: string): readonly JobId[] {
    return [...(this.#jobsOf.get(connectionId) ?? [])];
  }

  readonly follows: Follows = {
    add: async (connectionId, jobId) => {
      const jobs = this.#jobsOf.get(connectionId) ?? new Set();
      if (!jobs.has(jobId) && jobs.size >= socketLimits.maxFollowsPerConnection) return false;
      this.#jobsOf.set(connectionId, jobs.add(jobId));
      return true;
    },
    followersOf: async (jobId) => {
      this.questions += 1;
      return [...this.#jobsOf].filter(([, jobs]) => jobs.has(jobId)).map(([id]) => id);
    },
    removeJob: async (jobId, followers) => {
      for (const connectionId of followers) this.#jobsOf.get(connectionId)?.delete(jobId);
    },
    removeConnection: async (connectionId) => void this.#jobsOf.delete(connectionId),
  };

  readonly line: FollowedLine = {
    add: async ({ jobId, queuedAt }: Pick<QueuedJob, 'jobId' | 'queuedAt'>) =>
      void this.#line.set(jobId, queuedAt),
    remove: async ({ jobId }) => void this.#line.delete(jobId),
    nearest: async (count) =>
      [...this.#line]
        .toSorted(([, a], [, b]) => a.localeCompare(b))
        .map(([jobId]) => jobId)
        .slice(0, count),
  };
}
