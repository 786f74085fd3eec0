import { placeInQueue, type QueueSummary } from '@my-pitch/shared/queue-summary';
import type { JobStatus } from '@my-pitch/shared/status';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyChanges } from '../queue-counts/apply-changes.ts';
import { MemoryCounters } from '../testing/memory-counters.ts';
import { countChanges, isNoChange, type JobChange, type JobState } from './count-changes.ts';

const queued: JobState = { status: 'queued', ticket: 4 };
const inWork: JobState = { status: 'processing', ticket: 4, startedSeconds: 1000 };
const nothing = {
  ...{ left: 0, occupied: 0, processing: 0, startedSumSeconds: 0 },
  ...{ finishedSeconds: [], hasWork: false },
};

describe('a change', () => {
  it.each<[string, JobChange, object]>([
    ['a new form', { before: undefined, after: { status: 'awaiting-upload' } }, {}],
    ['an upload', { before: { status: 'awaiting-upload' }, after: queued }, {}],
    [
      'a claim',
      { before: queued, after: inWork },
      { left: 1, occupied: -1, processing: 1, startedSumSeconds: 1000, hasWork: true },
    ],
    ['progress', { before: inWork, after: inWork }, { hasWork: true }],
    [
      'another attempt',
      { before: inWork, after: { ...inWork, startedSeconds: 1300 } },
      { startedSumSeconds: 300, hasWork: true },
    ],
    [
      'a finished song',
      { before: inWork, after: { ...inWork, status: 'completed', processingSeconds: 41 } },
      { processing: -1, startedSumSeconds: -1000, finishedSeconds: [41], hasWork: true },
    ],
    [
      'a failed song',
      { before: inWork, after: { ...inWork, status: 'failed' } },
      { processing: -1, startedSumSeconds: -1000, hasWork: true },
    ],
    [
      'a song that was completed without a worker',
      {
        before: { status: 'awaiting-upload' },
        after: { status: 'completed', startedSeconds: 1000, processingSeconds: 41 },
      },
      { occupied: -1 },
    ],
    [
      'a cancelled song',
      { before: queued, after: { status: 'cancelled' } },
      { left: 1, occupied: -1 },
    ],
    [
      'a form that nobody used',
      { before: { status: 'awaiting-upload' }, after: { status: 'expired' } },
      { occupied: -1 },
    ],
    [
      'a song of an older version, without a ticket',
      { before: { status: 'queued' }, after: { status: 'cancelled' } },
      { occupied: -1 },
    ],
    ['a deleted record', { before: { status: 'expired' }, after: undefined }, {}],
    ['another item', { before: undefined, after: undefined }, {}],
  ])('counts %s', (_name, change, expected) => {
    expect(countChanges([change])).toEqual({ ...nothing, ...expected });
  });

  it('that adds nothing needs no update', () => {
    expect(isNoChange(countChanges([{ before: inWork, after: inWork }]))).toBe(true);
    expect(isNoChange({ ...countChanges([]), finishedSeconds: [4] })).toBe(false);
  });

  it('puts the song that was finished last first', () => {
    const finish = (processingSeconds: number): JobChange => ({
      before: inWork,
      after: { ...inWork, status: 'completed', processingSeconds },
    });
    expect(countChanges([finish(1), finish(2)]).finishedSeconds).toEqual([2, 1]);
  });
});

/** One step of a random history: a client, a worker or the stream's consumer does something. */
type Step = { readonly act: 'create' | 'count' | JobStatus; readonly pick: number };

const steps = (acts: readonly Step['act'][]) =>
  fc.array(fc.record({ act: fc.constantFrom(...acts), pick: fc.nat({ max: 1000 }) }), {
    maxLength: 120,
  });
const ordinary = [
  'create',
  'create',
  'queued',
  'queued',
  'processing',
  'completed',
  'count',
] as const;
const everything = [...ordinary, 'cancelled', 'failed', 'expired'] as const;
const sources: Readonly<Record<JobStatus, readonly JobStatus[]>> = {
  'awaiting-upload': [],
  queued: ['awaiting-upload'],
  processing: ['queued', 'processing'],
  completed: ['processing'],
  failed: ['queued', 'processing'],
  cancelled: ['awaiting-upload', 'queued', 'processing'],
  expired: ['awaiting-upload'],
};

/** A queue whose stream is counted later than it is written, in batches that may be repeated. */
class History {
  readonly counters = new MemoryCounters();
  readonly jobs: JobState[] = [];
  readonly #stream: JobChange[] = [];
  #batches = 0;
  #seconds = 1000;

  async take({ act, pick }: Step): Promise<void> {
    this.#seconds += 1;
    if (act === 'create') return this.#create();
    if (act === 'count') return this.#count((pick % 5) + 1, pick % 3 === 0);
    const candidates = this.jobs.filter(({ status }) => sources[act].includes(status));
    // Workers take songs in the order of their tickets.
    const first = candidates.toSorted((a, b) => (a.ticket ?? 0) - (b.ticket ?? 0))[0];
    const job = act === 'processing' ? first : candidates[pick % candidates.length];
    if (job) await this.#move(job, act);
  }

  async countAll(): Promise<void> {
    while (this.#stream.length > 0) await this.#count(100, false);
  }

  with(...statuses: readonly JobStatus[]): readonly JobState[] {
    return this.jobs.filter(({ status }) => statuses.includes(status));
  }

  places(): ReadonlyMap<number, number> {
    const summary: QueueSummary = this.counters.summary;
    return new Map(
      this.with('queued').map(({ ticket = 0 }) => [ticket, placeInQueue(ticket, summary)]),
    );
  }

  async #create(): Promise<void> {
    await this.counters.admit(Number.POSITIVE_INFINITY);
    this.#write(undefined, { status: 'awaiting-upload' });
  }

  async #move(before: JobState, status: JobStatus): Promise<void> {
    const ticket = status === 'queued' ? await this.counters.takeTicket() : before.ticket;
    const startedSeconds = status === 'processing' ? this.#seconds : before.startedSeconds;
    this.#write(before, { status, ticket, startedSeconds, processingSeconds: 3 });
  }

  #write(before: JobState | undefined, after: JobState): void {
    if (before) this.jobs.splice(this.jobs.indexOf(before), 1);
    this.jobs.push(after);
    this.#stream.push({ before, after });
  }

  async #count(size: number, isRepeated: boolean): Promise<void> {
    const batch = this.#stream.splice(0, size);
    const id = String(++this.#batches);
    await applyChanges(batch, id, this.counters);
    if (isRepeated) await applyChanges(batch, id, this.counters);
  }
}

describe('over any history', () => {
  it('the counters are exact once everything is counted, and never let in too many before', async () => {
    await fc.assert(
      fc.asyncProperty(steps(everything), async (history) => {
        const queue = new History();
        for (const step of history) {
          await queue.take(step);
          const open = queue.with('awaiting-upload', 'queued').length;
          expect(queue.counters.summary.occupied).toBeGreaterThanOrEqual(open);
        }
        await queue.countAll();
        const working = queue.with('processing');
        expect(queue.counters.summary).toMatchObject({
          occupied: queue.with('awaiting-upload', 'queued').length,
          left: queue.counters.summary.tickets - queue.with('queued').length,
          processing: working.length,
          startedSumSeconds: working.reduce((sum, job) => sum + (job.startedSeconds ?? 0), 0),
        });
      }),
    );
  });

  it('a place never grows, is at least 1, and never behind the true one once everything is counted', async () => {
    await fc.assert(
      fc.asyncProperty(steps(everything), async (history) => {
        const queue = new History();
        let before = queue.places();
        for (const step of history) {
          await queue.take(step);
          const places = queue.places();
          for (const [ticket, place] of places) {
            expect(place).toBeGreaterThanOrEqual(1);
            expect(place).toBeLessThanOrEqual(before.get(ticket) ?? Number.POSITIVE_INFINITY);
          }
          before = places;
        }
        await queue.countAll();
        const waiting = [...queue.places()].sort(([a], [b]) => a - b);
        for (const [ahead, [, place]] of waiting.entries()) {
          expect(place).toBeLessThanOrEqual(ahead + 1);
        }
      }),
    );
  });

  it('a place is exact once everything is counted when nobody cancels', async () => {
    await fc.assert(
      fc.asyncProperty(steps(ordinary), async (history) => {
        const queue = new History();
        for (const step of history) await queue.take(step);
        await queue.countAll();
        const waiting = [...queue.places()].sort(([a], [b]) => a - b);
        expect(waiting.map(([, place]) => place)).toEqual(waiting.map((_, ahead) => ahead + 1));
      }),
    );
  });
});
