import type { Clock } from '../ports.ts';
import { limitConcurrency } from './limit-concurrency.ts';
import type { DueJobs, DuePage, SweepState } from './ports.ts';
import { type Removed, type RemoveLeftoversContext, removeLeftovers } from './remove-leftovers.ts';
import { type Rule, type RuleContext, rules } from './rules.ts';

export interface SweepContext extends RuleContext, RemoveLeftoversContext {
  readonly table: RuleContext['table'];
  readonly files: RuleContext['files'] & RemoveLeftoversContext['files'];
  readonly due: DueJobs;
  readonly state: SweepState;
  readonly clock: Clock;
}

/** Counts of the jobs that each rule changed, and of those whose leftover files were removed. */
export type SweepResult = Readonly<Record<Rule['name'], number>> & Removed;

/** Jobs that are ended at once; the SDK opens 50 connections to a service. */
const maxConcurrentJobs = 48;

/** No page begins after this time, so that the run ends before its function is stopped. */
const runMs = 4 * 60_000;

/**
 * Expires or fails every job that is due, and deletes the files that are due: not every store does this by
 * itself. Writes are conditional and deletions idempotent, so sweeps may overlap with each other and with
 * normal changes. A sweep that runs out of time leaves its positions to the next one. What fails does not
 * stop the rest, and is repeated when the rule begins again with the oldest job.
 * @throws {AggregateError} at the end, if anything failed.
 */
export async function sweep(context: SweepContext): Promise<SweepResult> {
  const run = new Run(context);
  const before = await context.state.read();
  const positions: Record<string, string> = {};
  await Promise.all(
    rules.map(async (rule) => {
      const key = `${rule.name} ${rule.status}`;
      const next = await run.applyRule(rule, before[key]);
      if (next !== undefined) positions[key] = next;
    }),
  );
  if (Object.keys({ ...before, ...positions }).length > 0) await context.state.write(positions);
  const removed = {
    uploadsRemoved: await run.counted(() => removeLeftovers('uploads', context)),
    resultsRemoved: await run.counted(() => removeLeftovers('results', context)),
  };
  if (run.failures > 0) throw new AggregateError(run.errors, `${run.failures} deletions failed`);
  return { ...run.changed, ...removed };
}

const maxReportedErrors = 10;

/** One sweep's limits and counts. */
class Run {
  readonly #context: SweepContext;
  readonly #limited = limitConcurrency(maxConcurrentJobs);
  readonly #nowMs: number;
  readonly changed = {
    uploadsExpired: 0,
    resultsExpired: 0,
    failuresExpired: 0,
    strandedFailed: 0,
  };
  /** The first errors. */
  readonly errors: unknown[] = [];
  failures = 0;

  constructor(context: SweepContext) {
    this.#context = context;
    this.#nowMs = context.clock();
  }

  /**
   * Applies a rule to page after page, from a position on.
   * @returns where the next sweep has to continue; `undefined` after the last page.
   */
  async applyRule(rule: Rule, from: string | undefined): Promise<string | undefined> {
    const since = new Date(this.#nowMs - rule.ageSeconds * 1000).toISOString();
    const ask = (position: string | undefined): Promise<DuePage | undefined> =>
      this.#context.due.page(rule.status, since, position).catch((error: unknown) => {
        this.#note(error);
        return undefined;
      });
    let position = from;
    let page = await ask(position);
    while (page) {
      // The next page is asked for while this one is worked on.
      const { next } = page;
      const following = next === undefined ? undefined : ask(next);
      await Promise.all(page.jobIds.map((jobId) => this.#limited(() => this.#end(rule, jobId))));
      position = next;
      page = await following;
      if (position !== undefined && this.#isOver()) return position;
    }
    return position;
  }

  /** The result of a step; 0 if it fails. */
  async counted(step: () => Promise<number>): Promise<number> {
    try {
      return await step();
    } catch (error) {
      this.#note(error);
      return 0;
    }
  }

  async #end(rule: Rule, jobId: DuePage['jobIds'][number]): Promise<void> {
    try {
      if (await rule.end(jobId, this.#nowMs, this.#context)) this.changed[rule.name] += 1;
    } catch (error) {
      this.#note(error);
    }
  }

  #note(error: unknown): void {
    this.failures += 1;
    if (this.errors.length < maxReportedErrors) this.errors.push(error);
  }

  #isOver(): boolean {
    return this.#context.clock() - this.#nowMs >= runMs;
  }
}
