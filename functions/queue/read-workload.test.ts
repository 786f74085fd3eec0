import { expect, it } from 'vitest';
import { MemoryJobs } from '../testing/memory-jobs.ts';
import { before, nowMs, sampleId, sampleJob } from '../testing/sample-jobs.ts';
import { readWorkload } from './read-workload.ts';

/** Songs that took these seconds, the latest first. */
function finished(processingSeconds: readonly number[]) {
  return processingSeconds.map((seconds, n) =>
    sampleJob('completed', {
      jobId: sampleId(n),
      statusSince: before(n),
      processingSeconds: seconds,
    }),
  );
}

it('takes the typical time of a song from the 20 latest', async () => {
  // Eleven of the latest 20 songs took 10 s, and all before them 1000 s.
  const seconds = Array.from({ length: 41 }, (_, n) => (n < 11 ? 10 : 1000));
  const workload = await readWorkload(new MemoryJobs(...finished(seconds)), nowMs);
  expect(workload.typicalSeconds).toBe(10);
  // Only nine did.
  const slower = await readWorkload(new MemoryJobs(...finished(seconds.slice(2))), nowMs);
  expect(slower.typicalSeconds).toBe(1000);
});

it('counts the songs in progress', async () => {
  const jobs = [1, 2].map((n) => sampleJob('processing', { jobId: sampleId(n) }));
  expect(await readWorkload(new MemoryJobs(...jobs), nowMs)).toMatchObject({ workers: 2 });
});
