import { jobIdSchema } from '@my-pitch/shared/ids';
import { type Job, jobSchema } from '@my-pitch/shared/job';
import type { Completion, JobWrite } from '@my-pitch/shared/job-writes';
import { composeJobMessage } from '@my-pitch/shared/messages';
import { pino } from 'pino';
import type { JobTable, ReceivedMessage } from '../ports.ts';
import { Fitness, type FitnessOptions } from './fitness.ts';
import type { AttemptHooks, WorkerContext } from './run-attempt.ts';

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

/** A table in memory that checks the conditions which `job-writes` composes. */
class FakeTable implements JobTable {
  job: Job | undefined;
  readonly writes: JobWrite[] = [];
  readonly #steps: string[];

  constructor(job: Job | undefined, steps: string[]) {
    this.job = job;
    this.#steps = steps;
  }

  async read(): Promise<Job | undefined> {
    return this.job;
  }

  async write(write: JobWrite): Promise<boolean> {
    this.writes.push(write);
    if (!this.job || !holds(write, this.job)) return false;
    const values = write.ExpressionAttributeValues;
    const names = Object.values(write.ExpressionAttributeNames);
    const set = names.filter((name) =>
      new RegExp(`#${name} = :${name}\\b`).test(write.UpdateExpression),
    );
    const changes = Object.fromEntries(set.map((name) => [name, values[`:${name}`]]));
    if (write.UpdateExpression === 'SET #attempts = #attempts - :one') {
      changes.attempts = attemptsOf(this.job) - 1;
    }
    this.job = jobSchema.parse({ ...this.job, ...changes });
    if (changes.status !== undefined) this.#steps.push(`table: ${String(changes.status)}`);
    return true;
  }
}

function attemptsOf(job: Job): number {
  return 'attempts' in job ? job.attempts : 0;
}

function holds({ ConditionExpression, ExpressionAttributeValues: values }: JobWrite, job: Job) {
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
  if (ConditionExpression.includes('lease.workerId = :heldByWorker')) {
    return lease?.workerId === values[':heldByWorker'] && lease?.attempt === values[':heldAttempt'];
  }
  return true;
}

/** A worker whose ports are in memory; `steps` lists what happened, in order. */
export function fakeWorker(job: Job | undefined, overrides: Partial<WorkerContext> = {}) {
  const steps: string[] = [];
  const table = new FakeTable(job, steps);
  const shutdown = new AbortController();
  const worker: WorkerContext = {
    workerId: 'worker-a',
    leaseSeconds: 60,
    jobTimeoutSeconds: 3600,
    table,
    queue: {
      receive: async () => undefined,
      hide: async (_message, seconds) => {
        steps.push(`hide: ${seconds}`);
      },
      delete: async () => {
        steps.push('delete');
      },
      check: async () => {},
    },
    files: {
      removeArtifacts: async () => {
        steps.push('remove artifacts');
      },
    },
    processJob: async () => {
      steps.push('upload');
      return completion;
    },
    fitness: fakeFitness(),
    shutdown: shutdown.signal,
    onBeat: async () => {},
    log: pino({ level: 'silent' }),
    ...overrides,
  };
  return { worker, table, steps, shutdown };
}

/** The fitness of a machine on which all is well, unless a test says otherwise. */
export function fakeFitness(different: Partial<FitnessOptions> = {}): Fitness {
  return new Fitness({
    probe: async () => undefined,
    report: async () => {},
    firstRestSeconds: 5,
    log: pino({ level: 'silent' }),
    ...different,
  });
}

/** An attempt that runs until it is told to stop, as the stages do. */
export function untilStopped({ signal }: AttemptHooks): Promise<never> {
  return new Promise((_resolve, reject) => {
    if (signal.aborted) reject(signal.reason);
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}
