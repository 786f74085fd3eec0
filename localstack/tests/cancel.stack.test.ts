import { readFileSync } from 'node:fs';
import { afterEach, expect, inject, it } from 'vitest';
import { StackClient } from '../testing/stack-client.ts';
import { synthesiseVoice } from '../testing/synthesise-song.ts';
import { TestWorkers } from '../testing/test-workers.ts';

const stack = inject('stack');
const client = new StackClient(stack);
const workers = new TestWorkers(stack);

afterEach(() => workers.killAll());

it('a processing job stops and its files are deleted, and the song beside it completes', async () => {
  const song = { bytes: readFileSync(stack.songPath), content: 'song' as const };
  const job = await client.submit(song);
  workers.start({ WORKER_SONGS: '2' });
  await client.waitFor(
    job.jobId,
    (view) => view.status === 'processing' && view.progress.stage === 'separate',
  );
  const beside = await client.submit(song);
  await client.waitForStatus(beside.jobId, 'processing');
  expect(await client.cancel(job.jobId, job.ownerToken)).toBe(204);
  expect(await client.view(job.jobId)).toMatchObject({ status: 'cancelled' });
  await client.waitForStatus(beside.jobId, 'completed');
  expect(await client.attempt(beside.jobId)).toBe(1);
  expect(await client.attempts(beside.jobId)).toBe(0);
  await client.waitForEmptyQueue();
  expect(await client.view(job.jobId)).toMatchObject({ status: 'cancelled' });
  expect(await client.objectKeys(job.jobId)).toEqual([]);
  const forgotten = ['fileName', 'contentType', 'sizeBytes', 'options', 'lease', 'progress'];
  const kept = Object.keys(await client.record(job.jobId));
  expect(kept.filter((name) => forgotten.includes(name))).toEqual([]);
  expect(kept).toContain('ownerTokenHash');
  expect(await client.cancel(job.jobId, job.ownerToken)).toBe(204);
});

it('a file name with a lone surrogate is refused with 400', async () => {
  const song = { bytes: synthesiseVoice(), content: 'voice' as const, fileName: '\ud800.wav' };
  await expect(client.create(song)).rejects.toThrow(/^400: .*invalid-request/);
});

it('only the owner can cancel', async () => {
  const job = await client.submit({ bytes: synthesiseVoice(), content: 'voice' });
  expect(await client.cancel(job.jobId, 'A'.repeat(43))).toBe(403);
  expect(await client.view(job.jobId)).toMatchObject({ status: 'queued' });
  expect(await client.cancel(job.jobId, job.ownerToken)).toBe(204);
  workers.start();
  await client.waitForEmptyQueue();
  expect(await client.view(job.jobId)).toMatchObject({ status: 'cancelled' });
});
