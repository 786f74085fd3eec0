import type { JobId } from '@my-pitch/shared/ids';
import { type ObjectKey, uploadKey } from '@my-pitch/shared/keys';
import { memoryMetrics } from '@my-pitch/shared/testing/memory-metrics';
import { expect, it } from 'vitest';
import type { Log } from '../ports.ts';
import { MemoryCounters } from '../testing/memory-counters.ts';
import { MemoryFiles } from '../testing/memory-files.ts';
import { MemoryJobs } from '../testing/memory-jobs.ts';
import { nowMs, sampleId, sampleJob } from '../testing/sample-jobs.ts';
import { receiveUploadEvents } from './receive-upload-events.ts';

const song = Buffer.from('fLaC\0\0\0\x22\x10\0\xff\xfe', 'latin1');

function eventOf(n: number, key: ObjectKey | string = uploadKey(sampleId(n))) {
  const s3 = { bucket: { name: 'uploads' }, object: { key, size: song.length } };
  const body = JSON.stringify({ Records: [{ eventName: 'ObjectCreated:Post', s3 }] });
  return { messageId: `event-${n}`, body };
}

function setUp(...numbers: readonly number[]) {
  const jobs = numbers.map((n) => sampleJob('awaiting-upload', { jobId: sampleId(n) }));
  const table = new MemoryJobs(...jobs);
  const files = new MemoryFiles();
  for (const n of numbers) files.uploads.set(sampleId(n), song);
  const sent: JobId[] = [];
  const woken: number[] = [];
  const warnings: string[] = [];
  const log: Log = {
    info: () => undefined,
    warn: (message) => void warnings.push(message),
    error: () => undefined,
  };
  const context = {
    ...{ table, files, clock: () => nowMs, log, maxUploadBytes: 100, ...memoryMetrics() },
    queue: { send: async ({ jobId }: { jobId: JobId }) => void sent.push(jobId) },
    ...{ counters: new MemoryCounters(), reuseResult: async () => false },
    wakeScaler: async (songs: number) => void woken.push(songs),
  };
  return { context, table, sent, woken, warnings };
}

it('a batch of uploads is queued, and the scaler is woken once for all of them', async () => {
  const { context, sent, woken } = setUp(1, 2);
  expect(await receiveUploadEvents([eventOf(1), eventOf(2)], context)).toEqual({
    batchItemFailures: [],
  });
  expect(sent.toSorted()).toEqual([sampleId(1), sampleId(2)]);
  expect(woken).toEqual([2]);
});

it('an event that fails is delivered again, and does not stop the others', async () => {
  const { context, table, sent, woken } = setUp(1, 2, 3);
  const queue = {
    async send({ jobId }: { jobId: JobId }) {
      if (jobId === sampleId(1)) throw new Error('The queue does not answer');
      sent.push(jobId);
    },
  };
  const poison = { messageId: 'poison', body: 'this is no event' };
  const events = [poison, eventOf(1), eventOf(2), eventOf(3)];
  expect(await receiveUploadEvents(events, { ...context, queue })).toEqual({
    batchItemFailures: [{ itemIdentifier: 'poison' }, { itemIdentifier: 'event-1' }],
  });
  expect(sent.toSorted()).toEqual([sampleId(2), sampleId(3)]);
  expect(await table.read(sampleId(3))).toMatchObject({ status: 'queued' });
  expect(woken).toEqual([2]);
});

it('an object that is no upload wakes nobody', async () => {
  const { context, woken } = setUp();
  await receiveUploadEvents([eventOf(1, 'notes/no+song.txt')], context);
  expect(woken).toEqual([]);
});

it('a scaler that cannot be woken does not fail the batch', async () => {
  const { context, warnings } = setUp(1);
  const wakeScaler = () => Promise.reject(new Error('Too many requests'));
  expect(await receiveUploadEvents([eventOf(1)], { ...context, wakeScaler })).toEqual({
    batchItemFailures: [],
  });
  expect(warnings).toEqual(['the scaler could not be woken']);
});
