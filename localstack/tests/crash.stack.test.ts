import { readFileSync } from 'node:fs';
import { stages } from '@my-pitch/shared/stages';
import { afterEach, beforeAll, describe, expect, inject, it } from 'vitest';
import {
  type FaultInjectionProxy,
  openFaultInjectionProxy,
  type WorkerRequest,
} from '../testing/fault-injection-proxy.ts';
import { tune } from '../testing/melody.ts';
import { StackClient } from '../testing/stack-client.ts';
import { synthesiseVoice } from '../testing/synthesise-song.ts';
import { TestWorkers } from '../testing/test-workers.ts';

const stack = inject('stack');
const client = new StackClient(stack);
const workers = new TestWorkers(stack);
const voice = { bytes: synthesiseVoice(tune.slice(0, 5)), content: 'voice' as const };
let undisturbed: Readonly<Record<string, string>> = {};

beforeAll(async () => {
  workers.start();
  undisturbed = await client.artifactHashes((await client.submit(voice)).jobId);
  await workers.killAll();
});
afterEach(() => workers.killAll());

/** `npm run test:crash` kills a worker in each stage. */
const killedStages = process.env.CRASH === 'full' ? stages : (['pitch'] as const);

const entersStage = (stage: string) => (request: WorkerRequest) =>
  request.body.includes(`"stage":{"S":"${stage}"}`);
const uploads =
  (name: string) =>
  ({ method, path }: WorkerRequest) =>
    method === 'PUT' && path.includes(`/${name}`);
const isPastFirstSegment = ({ body }: WorkerRequest) =>
  /"stage":\{"S":"separate"\},"stageFraction":\{"N":"0\.[1-9]/.test(body);
const completes = ({ body }: WorkerRequest) => body.includes('"completed"');

/** The record of this job is written with one of these stages. */
const writesStage =
  (jobId: string, ...names: readonly string[]) =>
  (request: WorkerRequest) =>
    request.body.includes(jobId) && names.some((name) => entersStage(name)(request));

interface Victim {
  /** The maximum number of songs in flight. */
  readonly songs?: number;
  /** Ends the wait for the moment. The worker is then stopped in order, which counts against no song. */
  readonly over?: Promise<unknown>;
}

/** Starts a worker and kills its process group at a matching request. */
async function killAt(
  isMoment: (request: WorkerRequest) => boolean,
  { songs = 1, over = new Promise(() => undefined) }: Victim = {},
): Promise<void> {
  const proxy: FaultInjectionProxy = await openFaultInjectionProxy(
    stack.workerEnv.AWS_ENDPOINT_URL ?? '',
    isMoment,
  );
  const victim = workers.start({ AWS_ENDPOINT_URL: proxy.url, WORKER_SONGS: String(songs) });
  const isKilled = await Promise.race([
    proxy.triggered.then(() => true),
    over.then(() => false),
    victim.process.ended.then(() => {
      throw new Error(`The worker ended too early:\n${victim.log()}`);
    }),
  ]);
  if (isKilled) victim.process.kill();
  else await victim.process.stop();
  await victim.process.ended;
  proxy.close();
}

describe('a worker that is killed', () => {
  const moments = [
    ...killedStages.map((stage) => [`in the stage ${stage}`, entersStage(stage)] as const),
    ['among its uploads', uploads('score.musicxml')] as const,
  ];

  it.each(moments)(
    '%s leaves a job that another worker finishes with the same result',
    async (_, isMoment) => {
      const { jobId } = await client.submit(voice);
      await killAt(isMoment);
      expect(await client.view(jobId)).toMatchObject({ status: 'processing' });
      workers.start();
      expect(await client.artifactHashes(jobId)).toEqual(undisturbed);
      expect(await client.attempt(jobId)).toBe(2);
      await client.waitForEmptyQueue();
    },
  );

  it('during separation leaves two songs that another worker finishes with the same result', async () => {
    const song = { bytes: readFileSync(stack.songPath), content: 'song' as const };
    workers.start();
    const expected = await client.artifactHashes((await client.submit(song)).jobId);
    await client.waitForEmptyQueue();
    await workers.killAll();
    const jobs = [await client.submit(song), await client.submit(song)];
    await killAt(isPastFirstSegment, { songs: 2 });
    workers.start({ WORKER_SONGS: '2' });
    for (const { jobId } of jobs) {
      expect(await client.artifactHashes(jobId)).toEqual(expected);
      expect(await client.attempt(jobId)).toBe(2);
    }
    await client.waitForEmptyQueue();
  });

  it('between completing a job and deleting its message leaves it completed', async () => {
    const { jobId } = await client.submit(voice);
    await killAt(completes);
    expect(await client.artifactHashes(jobId)).toEqual(undisturbed);
    workers.start();
    await client.waitForEmptyQueue();
    expect(await client.attempt(jobId)).toBe(1);
  });
});

describe('a poison job', () => {
  it('that kills every worker fails, and the song in flight beside it completes', async () => {
    const poison = await client.submit(voice);
    const innocent = await client.submit(voice);
    let isBeside = false;
    await killAt(
      (request) => {
        isBeside ||= writesStage(innocent.jobId, 'decode')(request);
        return isBeside && writesStage(poison.jobId, 'pitch', 'notes', 'score', 'store')(request);
      },
      { songs: 2 },
    );
    const failed = client.waitForStatus(poison.jobId, 'failed', 180);
    let isOver = false;
    const over = failed.finally(() => {
      isOver = true;
    });
    while (!isOver) await killAt(writesStage(poison.jobId, 'pitch'), { songs: 2, over });
    expect(await failed).toMatchObject({ failureCode: 'worker-crashed' });
    workers.start();
    expect(await client.artifactHashes(innocent.jobId)).toEqual(undisturbed);
    expect(await client.attempts(innocent.jobId)).toBe(1);
    await client.waitForEmptyQueue();
  });

  it('message that cannot be parsed is dropped without delaying other jobs', async () => {
    await client.sendRaw('not a job');
    const { jobId } = await client.submit(voice);
    workers.start();
    expect(await client.artifactHashes(jobId)).toEqual(undisturbed);
    await client.waitForEmptyQueue();
  });
});

it('a worker releases both of its jobs on SIGTERM', async () => {
  const song = { bytes: readFileSync(stack.songPath), content: 'song' as const };
  const jobs = [await client.submit(song), await client.submit(song)];
  const worker = workers.start({ WORKER_SONGS: '2' });
  for (const { jobId } of jobs) await client.waitForStatus(jobId, 'processing');
  const startMs = Date.now();
  worker.process.signal('SIGTERM');
  expect(await worker.process.ended).toBe(0);
  // ECS kills tasks that do not stop in time.
  expect(Date.now() - startMs).toBeLessThan(5000);
  expect(await client.queuedMessages()).toEqual({ waiting: 2, inWork: 0 });
  for (const { jobId, ownerToken } of jobs) {
    expect(await client.attempts(jobId)).toBe(0);
    expect(await client.cancel(jobId, ownerToken)).toBe(204);
  }
  workers.start();
  await client.waitForEmptyQueue();
});
