import { type JobId, jobIdSchema } from '@my-pitch/shared/ids';
import { type Job, jobSchema } from '@my-pitch/shared/job';
import type { Completion, JobWrite } from '@my-pitch/shared/job-writes';
import { composeJobMessage } from '@my-pitch/shared/messages';
import { memoryMetrics } from '@my-pitch/shared/testing/memory-metrics';
import { pino } from 'pino';
import type { JobTable, ReceivedMessage } from '../../ports.ts';
import type { AttemptHooks, WorkerContext } from '../run-attempt.ts';
import { SongsInFlight } from '../songs-in-flight.ts';
import { WorkerHealth, type WorkerHealthOptions } from '../worker-health.ts';

export const jobId = jobIdSchema.parse('11111111-2222-4333-8444-555555555555');

export const queuedJob: Job = jobSchema.parse({
  jobId,
  status: 'queued',
  ownerTokenHash: 'a'.repeat(64),
  fileName: 'song.mp3',
  contentType: 'audio/mpeg',
  sizeBytes: 1000,
  options: {},
  createdAt: '2026-01-01T00:00:00.000Z',
  statusSince: '2026-01-01T00:00:00.000Z',
  queuedAt: '2026-01-01T00:00:00.000Z',
  recordExpiresAtSeconds: 1_800_000_000,
});

export const completion: Completion = {
  processingSeconds: 1,
  durationSeconds: 10,
  artifacts: [{ name: 'score.json', sizeBytes: 2 }],
  resultsExpireAt: '2026-01-08T00:00:00.000Z',
};

export function messageOf(overrides: Partial<ReceivedMessage> = {}): ReceivedMessage {
  const body = composeJobMessage({ jobId });
  return {
    messageId: 'message-1',
    receiptHandle: 'receipt-1',
    body,
    receiveCount: 1,
    ...overrides,
  };
}

/** Records of jobs in memory. Evaluates the conditions that `job-writes` composes. */
export class FakeTable implements JobTable {
  readonly #jobs: Map<JobId, Job>;
  readonly writes: JobWrite[] = [];
  readonly #calls: string[];

  constructor(jobs: readonly Job[], calls: string[] = []) {
    this.#jobs = new Map(jobs.map((job) => [job.jobId, job]));
    this.#calls = calls;
  }

  /** The record of the job `jobId`. */
  get job(): Job | undefined {
    return this.#jobs.get(jobId);
  }

  set job(job: Job | undefined) {
    if (job) this.put(job);
    else this.#jobs.delete(jobId);
  }

  put(job: Job): void {
    this.#jobs.set(job.jobId, job);
  }

  async read(id: JobId): Promise<Job | undefined> {
    return this.#jobs.get(id);
  }

  async write(write: JobWrite): Promise<boolean> {
    this.writes.push(write);
    const job = this.#jobs.get(write.Key.jobId);
    if (!job || !isConditionMet(write, job)) return false;
    const values = write.ExpressionAttributeValues;
    const names = Object.values(write.ExpressionAttributeNames);
    const set = names.filter((name) =>
      new RegExp(`#${name} = :${name}\\b`).test(write.UpdateExpression),
    );
    const changes = Object.fromEntries(set.map((name) => [name, values[`:${name}`]]));
    if (write.UpdateExpression === 'SET #attempts = #attempts - :one') {
      changes.attempts = attemptsOf(job) - 1;
    }
    this.put(jobSchema.parse({ ...job, ...changes }));
    if (changes.status !== undefined) this.#calls.push(`table: ${String(changes.status)}`);
    return true;
  }
}

function attemptsOf(job: Job): number {
  return 'attempts' in job ? job.attempts : 0;
}

function isConditionMet(
  { ConditionExpression, ExpressionAttributeValues: values }: JobWrite,
  job: Job,
) {
  const allowed = Object.entries(values)
    .filter(([name]) => /^:(from\d+|processing)$/.test(name))
    .map(([, status]) => status);
  if (!allowed.includes(job.status)) return false;
  if (ConditionExpression.includes('#attempts >= :one')) return attemptsOf(job) >= 1;
  const lease = 'lease' in job ? job.lease : undefined;
  if (ConditionExpression.includes('lease.attempt = :attemptBefore')) {
    const isSame = lease?.attempt === values[':attemptBefore'];
    return isSame && lease !== undefined && lease.expiresAt < String(values[':nowIso']);
  }
  if (ConditionExpression.includes('lease.expiresAt < :nowIso')) {
    return lease === undefined || lease.expiresAt < String(values[':nowIso']);
  }
  if (ConditionExpression.includes('attribute_not_exists(lease)')) return lease === undefined;
  if (ConditionExpression.includes('lease.workerId = :leasedByWorker')) {
    return (
      lease?.workerId === values[':leasedByWorker'] && lease?.attempt === values[':leaseAttempt']
    );
  }
  return true;
}

/** A worker whose ports are in memory. `calls` lists the calls of the ports, in order, and `recorded` its metrics. */
export function fakeWorker(job: Job | undefined, overrides: Partial<WorkerContext> = {}) {
  const calls: string[] = [];
  const { metrics, recorded } = memoryMetrics();
  const table = new FakeTable(job ? [job] : [], calls);
  const shutdown = new AbortController();
  const worker: WorkerContext = {
    workerId: 'worker-a',
    leaseSeconds: 60,
    jobTimeoutSeconds: 3600,
    table,
    queue: {
      receive: async () => undefined,
      hide: async (_message, seconds) => {
        calls.push(`hide: ${seconds}`);
      },
      delete: async () => {
        calls.push('delete');
      },
      check: async () => {},
    },
    files: {
      removeArtifacts: async () => {
        calls.push('remove artifacts');
      },
    },
    processJob: async () => {
      calls.push('upload');
      return completion;
    },
    health: fakeHealth(),
    inFlight: new SongsInFlight(1),
    shutdown: shutdown.signal,
    onHeartbeat: async () => {},
    metrics,
    expectsGpu: false,
    log: pino({ level: 'silent' }),
    ...overrides,
  };
  return { worker, table, calls, shutdown, recorded };
}

/** The health of a worker on a machine without faults, unless `overrides` say otherwise. */
export function fakeHealth(overrides: Partial<WorkerHealthOptions> = {}): WorkerHealth {
  return new WorkerHealth({
    probe: async () => undefined,
    report: async () => {},
    firstPauseSeconds: 5,
    log: pino({ level: 'silent' }),
    ...overrides,
  });
}

/** An attempt that runs until its signal aborts, as the stages do. */
export function untilAborted({ signal }: AttemptHooks): Promise<never> {
  return new Promise((_resolve, reject) => {
    if (signal.aborted) reject(signal.reason);
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}
