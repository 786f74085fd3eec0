import { randomUUID } from 'node:crypto';
import { comparisonSchema } from '@my-pitch/shared/scoring/comparison';
import { afterEach, expect, inject, it } from 'vitest';
import { tune } from '../testing/melody.ts';
import { StackClient } from '../testing/stack-client.ts';
import { synthesiseSilence, synthesiseVoice } from '../testing/synthesise-song.ts';
import { TestWorkers } from '../testing/test-workers.ts';

const stack = inject('stack');
const client = new StackClient(stack);
const workers = new TestWorkers(stack);
afterEach(() => workers.killAll());

const original = { bytes: synthesiseVoice(tune), content: 'voice' as const };
const wrongNote = 5;
/** Three semitones lower, which costs nothing, and with one wrong note of one beat out of 16. */
const take = {
  bytes: synthesiseVoice(
    tune.map(({ midi, beats }, n) => ({ midi: midi - 3 + (n === wrongNote ? 3 : 0), beats })),
  ),
  content: 'voice' as const,
};

it('a take waits for its original without an attempt, and is compared with it', async () => {
  const song = await client.create(original);
  const sent = await client.submit({ ...take, takeOf: song.jobId });
  const worker = workers.start();
  await expect.poll(worker.log, { timeout: 60_000 }).toContain('the take waits for its original');
  expect(await client.view(sent.jobId)).toMatchObject({ status: 'queued', takeOf: song.jobId });

  expect(await song.upload(original.bytes)).toBeLessThan(300);
  const { links } = await client.waitForStatus(sent.jobId, 'completed');
  expect(await client.view(song.jobId)).toMatchObject({ status: 'completed' });
  expect([await client.attempt(sent.jobId), await client.attempts(sent.jobId)]).toEqual([1, 0]);
  const answer = await fetch(links['comparison.json'] ?? '');
  const comparison = comparisonSchema.parse(await answer.json());
  expect(comparison).toMatchObject({
    alignment: { method: 'voice' },
    transposition: { semitones: -3, octaves: 0 },
    counts: { sung: tune.length - 1, wrong: 1, missed: 0 },
  });
  expect(comparison.notes[wrongNote]).toMatchObject({ status: 'wrong' });
  expect(comparison.overall.normal).toBeGreaterThan(90);
  expect(comparison.overall.normal).toBeLessThanOrEqual(100 * (15 / 16) + 0.1);

  // The result of the take is not given to the same file as a song of its own.
  const alone = await client.submit(take);
  const { links: own } = await client.waitForStatus(alone.jobId, 'completed');
  expect(Object.keys(own)).not.toContain('comparison.json');
});

it('a take keeps its own score when its original is deleted before a worker takes it', async () => {
  const song = await client.submit(original);
  const sent = await client.submit({ ...take, takeOf: song.jobId });
  expect(await client.cancel(song.jobId, song.ownerToken)).toBe(204);
  workers.start();
  const view = await client.waitForStatus(sent.jobId, 'completed');
  expect(view).toMatchObject({ notCompared: 'original-gone' });
  expect(Object.keys(view.links)).toContain('score.json');
  expect(Object.keys(view.links)).not.toContain('comparison.json');
});

it('a take of an unknown, deleted, expired or failed original is refused', async () => {
  const refused = (takeOf: string) => client.create({ ...take, takeOf }).catch(String);
  expect(await refused(randomUUID())).toMatch(/404.*original-not-found/);
  const deleted = await client.create(original);
  await client.cancel(deleted.jobId, deleted.ownerToken);
  expect(await refused(deleted.jobId)).toMatch(/410.*original-gone/);
  const expired = await client.create(original);
  await client.pretendCompleted(expired.jobId, Date.now() - 8 * 86_400_000);
  expect(await refused(expired.jobId)).toMatch(/410.*original-gone/);
  const failed = await client.submit({ bytes: synthesiseSilence(2), content: 'voice' });
  workers.start();
  await client.waitForStatus(failed.jobId, 'failed');
  expect(await refused(failed.jobId)).toMatch(/409.*original-failed/);
});

it('a take that is cancelled while it waits leaves nothing behind', async () => {
  const song = await client.create(original);
  const sent = await client.submit({ ...take, takeOf: song.jobId });
  const worker = workers.start();
  await expect.poll(worker.log, { timeout: 60_000 }).toContain('the take waits for its original');
  expect(await client.cancel(sent.jobId, sent.ownerToken)).toBe(204);
  expect(await client.view(sent.jobId)).not.toHaveProperty('takeOf');
  expect(await client.record(sent.jobId)).not.toHaveProperty('takeOf');
  await client.waitForEmptyQueue();
  expect(await client.objectKeys(sent.jobId)).toEqual([]);
});
