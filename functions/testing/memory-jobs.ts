import type { JobId } from '@my-pitch/shared/ids';
import { type Job, jobSchema } from '@my-pitch/shared/job';
import type { JobWrite } from '@my-pitch/shared/job-writes';
import type { SweptStatus } from '@my-pitch/shared/sweep-key';
import type { DueJobs, DuePage } from '../expire/ports.ts';
import type { IndexedJob, JobIndex, JobTable } from '../ports.ts';

type Item = Readonly<Record<string, unknown>>;

/** The job table and its index in memory. Evaluates the conditions of job writes. */
export class MemoryJobs implements JobTable, JobIndex, DueJobs {
  pageSize = 2;
  readonly #items = new Map<JobId, Item>();
  /** Runs once before the next write: a concurrent change by another caller. */
  beforeNextWrite: (() => Promise<unknown>) | undefined;

  constructor(...jobs: readonly Job[]) {
    for (const job of jobs) this.#items.set(job.jobId, job);
  }

  async read(jobId: JobId): Promise<Job | undefined> {
    const item = this.#items.get(jobId);
    return item && jobSchema.parse(item);
  }

  /** The record with all its attributes, including unknown ones. */
  item(jobId: JobId): Item | undefined {
    return this.#items.get(jobId);
  }

  async create(job: Job): Promise<void> {
    if (this.#items.has(job.jobId)) throw new Error('The id is taken');
    JSON.stringify(job, refuseLoneSurrogates);
    this.#items.set(job.jobId, job);
  }

  async write(write: JobWrite): Promise<boolean> {
    const concurrent = this.beforeNextWrite;
    this.beforeNextWrite = undefined;
    await concurrent?.();
    const item = this.#items.get(write.Key.jobId);
    if (!item || !isConditionMet(write, item)) return false;
    this.#items.set(write.Key.jobId, updated(item, write));
    return true;
  }

  async count(status: SweptStatus): Promise<number> {
    return [...this.#items.values()].filter((item) => item.status === status).length;
  }

  async *list(status: SweptStatus) {
    yield* this.#select(status, '9');
  }

  /** Pages of `pageSize` ids; a position is the last key before it. */
  async page(status: SweptStatus, sinceBeforeIso: string, from = ''): Promise<DuePage> {
    const keyOf = (job: IndexedJob) => `${job.statusSince} ${job.jobId}`;
    const due = this.#select(status, sinceBeforeIso).filter((job) => keyOf(job) > from);
    const page = due.slice(0, this.pageSize);
    const last = page.at(-1);
    const next = last && page.length < due.length ? { next: keyOf(last) } : {};
    return { jobIds: page.map(({ jobId }) => jobId), ...next };
  }

  #select(status: SweptStatus, sinceBeforeIso: string): readonly IndexedJob[] {
    return [...this.#items.values()]
      .map((item) => jobSchema.parse(item))
      .filter((job) => job.status === status && job.statusSince < sinceBeforeIso)
      .sort((a, b) => a.statusSince.localeCompare(b.statusSince))
      .map(({ jobId, statusSince }) => ({ jobId, statusSince }));
  }
}

/** A replacer for `JSON.stringify`. DynamoDB stores UTF-8 and refuses lone surrogates. */
function refuseLoneSurrogates(_name: string, value: unknown): unknown {
  if (typeof value === 'string' && !value.isWellFormed()) throw new Error('This is not UTF-8');
  return value;
}

/** Applies the two clauses of our update expressions: `SET #a = :a, … REMOVE #b, …`. */
function updated(item: Item, { UpdateExpression, ...write }: JobWrite): Item {
  const [, set = '', remove = ''] = /^SET (.*?)(?: REMOVE (.*))?$/.exec(UpdateExpression) ?? [];
  const attributes = new Map(Object.entries(item));
  for (const [, name = '', value = ''] of set.matchAll(/(#\w+) = (:\w+)/g)) {
    attributes.set(nameOf(write, name), write.ExpressionAttributeValues[value]);
  }
  for (const [name] of remove.matchAll(/#\w+/g)) attributes.delete(nameOf(write, name));
  return Object.fromEntries(attributes);
}

function nameOf(
  { ExpressionAttributeNames }: Pick<JobWrite, 'ExpressionAttributeNames'>,
  placeholder: string,
) {
  const name = ExpressionAttributeNames[placeholder];
  if (name === undefined) throw new Error(`The write does not say what ${placeholder} is`);
  return name;
}

function isConditionMet(
  { ConditionExpression, ExpressionAttributeValues }: JobWrite,
  item: Item,
): boolean {
  const from = Object.entries(ExpressionAttributeValues).filter(([name]) => /^:from\d/.test(name));
  if (!from.some(([, status]) => status === item.status)) return false;
  const [, , further] = /^(.*?\)) AND \((.*)\)$/.exec(ConditionExpression) ?? [];
  if (further === undefined) return true;
  if (further !== 'attribute_not_exists(lease) OR lease.expiresAt < :nowIso') {
    throw new Error(`The fake does not know the condition ${further}`);
  }
  const job = jobSchema.parse(item);
  return (
    job.status !== 'processing' ||
    job.lease.expiresAt < String(ExpressionAttributeValues[':nowIso'])
  );
}
