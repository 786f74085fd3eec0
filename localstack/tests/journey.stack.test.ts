import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { analysisSchema } from '@my-pitch/shared/analysis';
import { jobIdSchema } from '@my-pitch/shared/ids';
import { scoreSchema } from '@my-pitch/shared/score';
import { afterEach, describe, expect, inject, it } from 'vitest';
import { tune } from '../testing/melody.ts';
import { StackClient } from '../testing/stack-client.ts';
import { sungAt, synthesiseVoice } from '../testing/synthesise-song.ts';
import { TestWorkers } from '../testing/test-workers.ts';

const stack = inject('stack');
const client = new StackClient(stack);
const workers = new TestWorkers(stack);
const voice = { bytes: synthesiseVoice(), content: 'voice' as const };

afterEach(() => workers.killAll());

describe('a song', () => {
  it('becomes a score with separate voice and accompaniment', async () => {
    const job = await client.submit({ bytes: readFileSync(stack.songPath), content: 'song' });
    expect(await client.view(job.jobId)).toMatchObject({
      status: 'queued',
      // Other tests of the stack may have left songs in the queue.
      position: expect.toSatisfy((position: number) => position >= 1),
    });
    workers.start();
    const { links, durationSeconds } = await client.waitForStatus(job.jobId, 'completed', 200);
    expect(durationSeconds).toBeCloseTo(8, 1);
    expect(Object.keys(links).sort()).toEqual([
      'accompaniment.m4a',
      'analysis.json',
      'score.json',
      'score.mid',
      'score.musicxml',
      'sung.mid',
      'vocals.m4a',
    ]);
    const get = async (name: keyof typeof links) => {
      const answer = await fetch(links[name] ?? '');
      expect([name, answer.status]).toEqual([name, 200]);
      return answer;
    };
    scoreSchema.parse(await (await get('score.json')).json());
    const { notes } = analysisSchema.parse(await (await get('analysis.json')).json());
    const found = sungAt(tune).filter(({ startSeconds, midi }) =>
      notes.some((note) => note.midi === midi && Math.abs(note.startSeconds - startSeconds) < 0.15),
    );
    expect(found.length).toBeGreaterThanOrEqual(tune.length - 3);
    const xml = await (await get('score.musicxml')).text();
    execFileSync('xmllint', ['--noout', '--nonet', '-'], { input: xml });
    expect((await (await get('score.mid')).text()).slice(0, 4)).toBe('MThd');
    for (const name of ['vocals.m4a', 'accompaniment.m4a'] as const) {
      expect((await (await get(name)).arrayBuffer()).byteLength).toBeGreaterThan(20_000);
    }
    await client.waitForEmptyQueue();
  });
});

describe('duplicates', () => {
  it('of the storage event queue a job once', async () => {
    const job = await client.create(voice);
    expect(await job.upload(voice.bytes)).toBeLessThan(300);
    await client.waitForStatus(job.jobId, 'queued');
    expect(await job.upload(voice.bytes)).toBeLessThan(300);
    // Only one message on the queue means that the second event was ignored.
    workers.start();
    await client.waitForStatus(job.jobId, 'completed');
    await client.waitForEmptyQueue();
    expect(await client.attempt(job.jobId)).toBe(1);
  });

  it('of the message for two concurrent workers lead to one result', async () => {
    const job = await client.submit(voice);
    await client.sendMessageAgain(job.jobId);
    expect(await client.queuedMessages()).toEqual({ waiting: 2, inWork: 0 });
    const pair = [workers.start(), workers.start()];
    const artifacts = await client.artifactHashes(job.jobId);
    expect(Object.keys(artifacts)).toContain('score.json');
    await client.waitForEmptyQueue();
    expect(await client.attempt(job.jobId)).toBe(1);
    const completions = pair.map((worker) => worker.log().split('job completed').length - 1);
    expect(completions.reduce((sum, count) => sum + count)).toBe(1);
  });

  it('of the message after completion change nothing', async () => {
    const job = await client.submit(voice);
    workers.start();
    const before = await client.artifactHashes(job.jobId);
    await client.sendMessageAgain(job.jobId);
    await client.waitForEmptyQueue();
    expect(await client.artifactHashes(job.jobId)).toEqual(before);
  });
});

it('an unknown job is not found', async () => {
  const jobId = jobIdSchema.parse('00000000-0000-4000-8000-000000000000');
  await expect(client.view(jobId)).rejects.toThrow(/^404: .*not-found/);
});
