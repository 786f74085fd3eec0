import { type JobId, jobIdSchema } from '@my-pitch/shared/ids';
import { expect, it } from 'vitest';
import { before, nowMs, sampleJob } from '../testing/sample-jobs.ts';
import { VirtualTime } from '../testing/virtual-time.ts';
import type { DueJobs, Positions } from './ports.ts';
import { type SweepContext, sweep } from './sweep.ts';

const count = 1_000_000;
const hourMs = 3_600_000;
const minuteMs = 60_000;
const dayMs = 86_400_000;

/** Latencies in milliseconds, a little longer than those that AWS states for one region. */
const latency = { query: 20, read: 10, write: 10, deletion: 60 };

/** The nth job's id. */
const idOf = (n: number) => `00000000-0000-4000-8000-${n.toString(16).padStart(12, '0')}` as JobId;
const indexOf = (jobId: JobId) => Number.parseInt(jobId.slice(-12), 16);

/** A table with a million completed jobs that are all due. One deletion in a thousand fails at first. */
function fullTable(time: VirtualTime) {
  const isExpired = new Uint8Array(count);
  const tries = new Uint8Array(count);
  let positions: Positions = {};
  const sample = sampleJob('completed', {
    statusSince: before((8 * dayMs) / 1000),
    resultsExpireAt: before(dayMs / 1000),
  });
  const page: DueJobs['page'] = async (status, _before, from = '0') => {
    await time.sleep(latency.query);
    if (status !== 'completed') return { jobIds: [] };
    const jobIds: JobId[] = [];
    let n = Number(from);
    for (; n < count && jobIds.length < 200; n += 1) if (!isExpired[n]) jobIds.push(idOf(n));
    return n < count ? { jobIds, next: String(n) } : { jobIds };
  };
  const context: SweepContext = {
    clock: () => time.nowMs,
    randomUuid: () => jobIdSchema.parse(idOf(0)),
    due: { page },
    state: {
      read: async () => positions,
      write: async (next) => {
        positions = next;
      },
    },
    table: {
      read: async (jobId) => {
        await time.sleep(latency.read);
        return { ...sample, jobId };
      },
      write: async ({ Key }) => {
        await time.sleep(latency.write);
        const n = indexOf(Key.jobId);
        const isFirst = isExpired[n] === 0;
        isExpired[n] = 1;
        return isFirst;
      },
    },
    files: {
      removeUpload: async () => undefined,
      removeArtifacts: async (jobId) => {
        await time.sleep(latency.deletion);
        const n = indexOf(jobId);
        tries[n] = (tries[n] ?? 0) + 1;
        if (n % 1000 === 0 && tries[n] === 1) throw new Error('S3 does not answer');
      },
      async *listUploads() {},
      async *listArtifacts() {},
    },
  };
  return { context, expired: () => isExpired.reduce((sum, each) => sum + each, 0), tries };
}

it('a million results expire within an hour, at a run every five minutes', {
  timeout: 300_000,
}, async () => {
  const time = new VirtualTime(nowMs);
  const { context, expired, tries } = fullTable(time);
  let total = 0;
  let runs = 0;
  for (; expired() < count && time.nowMs < nowMs + hourMs; runs += 1) {
    const startMs = nowMs + runs * 5 * minuteMs;
    if (time.nowMs < startMs) await time.passUntil(time.sleep(startMs - time.nowMs));
    // Runs in which a deletion fails reject, after they have done the rest.
    await time
      .passUntil(sweep(context))
      .then(({ resultsExpired }) => {
        total += resultsExpired;
      })
      .catch((error: unknown) => expect(String(error)).toMatch(/deletions failed/));
    expect(time.nowMs - startMs).toBeLessThan(5 * minuteMs);
  }
  const minutes = (time.nowMs - nowMs) / minuteMs;
  expect(expired()).toBe(count);
  expect(minutes).toBeLessThan(60);
  // Only what had failed was deleted twice.
  expect(tries.every((times, n) => times === (n % 1000 === 0 ? 2 : 1))).toBe(true);
  expect(total).toBeLessThanOrEqual(count);
});
