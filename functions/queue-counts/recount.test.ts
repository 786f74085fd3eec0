import { emptyQueueSummary } from '@my-pitch/shared/queue-summary';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MemoryCounters } from '../testing/memory-counters.ts';
import { MemoryJobs } from '../testing/memory-jobs.ts';
import { nowIso, nowMs, sampleId, sampleJob } from '../testing/sample-jobs.ts';
import { correctionOf, recount } from './recount.ts';

const table = new MemoryJobs(
  sampleJob('awaiting-upload', { jobId: sampleId(1) }),
  sampleJob('queued', { jobId: sampleId(2) }),
  sampleJob('queued', { jobId: sampleId(3) }),
  sampleJob('processing', { jobId: sampleId(4), statusSince: nowIso }),
  sampleJob('completed', { jobId: sampleId(5) }),
);
const exact = {
  ...{ tickets: 9, left: 7, admitted: 20, occupied: 3 },
  ...{ processing: 1, startedSumSeconds: nowMs / 1000 },
};

async function recounted(counters: MemoryCounters, settle = async () => {}) {
  await recount({ index: table, counters, settle, newBatchId: () => 'recount' });
  return counters.summary;
}

describe('a recount', () => {
  it('corrects counters that are off in either direction', async () => {
    const high = { ...exact, left: 9, occupied: 8, processing: 4, startedSumSeconds: 5 };
    const low = { ...exact, left: 2, occupied: -3, processing: -1, startedSumSeconds: -7 };
    expect(await recounted(new MemoryCounters(high))).toMatchObject(exact);
    expect(await recounted(new MemoryCounters(low))).toMatchObject(exact);
  });

  it('writes nothing when the counters are exact', async () => {
    expect((await recounted(new MemoryCounters(exact))).version).toBe(0);
  });

  it('starts the counters of a table that had none', async () => {
    expect(await recounted(new MemoryCounters())).toMatchObject({
      ...{ tickets: 0, left: -2, occupied: 3, processing: 1 },
    });
  });

  it('does not correct what changes in the meantime explain', async () => {
    const counters = new MemoryCounters({ ...exact, occupied: 1 });
    const settle = async () => {
      await counters.admit(100);
      await counters.admit(100);
    };
    expect(await recounted(counters, settle)).toMatchObject({ occupied: 3 });
  });
});

it('a correction after changes in the meantime leaves at most as much wrong as they were many', () => {
  const count = fc.nat({ max: 50 });
  fc.assert(
    fc.property(count, count, count, count, fc.integer({ min: -30, max: 30 }), (...random) => {
      const [tickets, waiting, ticketsTaken, gone, drift] = random;
      // The jobs are counted at some moment between the two reads: at its start here.
      const before = {
        ...emptyQueueSummary,
        tickets: 100 + tickets,
        left: 100 + tickets - waiting,
      };
      const off = { ...before, left: before.left + drift };
      const after = { ...off, tickets: off.tickets + ticketsTaken, left: off.left + gone };
      const counted = { open: 0, queued: waiting, processing: 0, startedSumSeconds: 0 };
      const { left } = correctionOf(off, counted, after);
      const trueLeft = before.left + gone;
      expect(Math.abs(after.left + left - trueLeft)).toBeLessThanOrEqual(2 * (ticketsTaken + gone));
    }),
  );
});
