import { spawnSync } from 'node:child_process';
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, inject, it, onTestFinished } from 'vitest';
import { repositoryRoot } from '../paths.ts';
import type { WorkerRequest } from '../testing/fault-injection-proxy.ts';
import { tune } from '../testing/melody.ts';
import { openRefusingProxy, type Refusal } from '../testing/refusal.ts';
import { StackClient } from '../testing/stack-client.ts';
import { synthesiseSong, synthesiseVoice } from '../testing/synthesise-song.ts';
import { canMountDisks, type TestWorker, TestWorkers } from '../testing/test-workers.ts';

const stack = inject('stack');
const client = new StackClient(stack);
const workers = new TestWorkers(stack);
const tinyModel = join(repositoryRoot, 'gpu-worker/stages/separate/testing/tiny-model');
const song = { bytes: synthesiseSong(tune.slice(0, 5)), content: 'song' as const };
/** A real but very small network, and two songs in flight. */
const tiny = {
  MODEL_SOURCE: join(tinyModel, 'model.json'),
  PROBE_PAUSE_SECONDS: '2',
  WORKER_SONGS: '2',
};

afterEach(() => workers.killAll());

async function until(isReached: () => boolean, what: string, withinSeconds = 90): Promise<void> {
  const deadline = Date.now() + withinSeconds * 1000;
  while (!isReached()) {
    if (Date.now() > deadline) throw new Error(`Timed out waiting for: ${what}`);
    await sleep(100);
  }
}

/** A healthy worker and a function that makes it unhealthy. */
interface Patient {
  readonly worker: TestWorker;
  readonly sicken: () => void;
}

/** A disk with room for downloading a song but not for processing it. */
function withFullDisk(): Patient {
  const worker = workers.startOnDisk('24m', tiny);
  const sicken = () => {
    const disk = `/proc/${worker.process.pid}/root${worker.workDir}`;
    for (const size of [2 ** 20, 2 ** 16, 2 ** 12]) fill(disk, size);
    rmSync(join(disk, `filler-${2 ** 20}-0`));
  };
  return { worker, sicken };
}

function fill(disk: string, size: number): void {
  try {
    for (let n = 0; ; n += 1) {
      writeFileSync(join(disk, `filler-${size}-${n}`), Buffer.alloc(size, 1), { flag: 'wx' });
    }
  } catch (error) {
    if (!String(error).includes('ENOSPC')) throw error;
  }
}

/** A worker whose AWS requests are refused once it is unhealthy. */
async function refusing(
  refusalOf: (request: WorkerRequest) => Refusal | undefined,
): Promise<Patient> {
  let isSick = false;
  const proxy = await openRefusingProxy(stack.workerEnv.AWS_ENDPOINT_URL ?? '', (request) =>
    isSick ? refusalOf(request) : undefined,
  );
  onTestFinished(() => proxy.close());
  const sicken = () => {
    isSick = true;
  };
  return { worker: workers.start({ ...tiny, AWS_ENDPOINT_URL: proxy.url }), sicken };
}

const withoutBucket = () =>
  refusing(({ method, path }) =>
    method === 'GET' && path.includes('/uploads/') ? 'cut' : undefined,
  );

/** The self-probe does not detect these two because it writes no results. */
const refusedBy = (status: 400 | 403) => () =>
  refusing(({ method }) => (method === 'PUT' ? status : undefined));

/** The network is lost in the middle of a song. */
function losingTheNetwork(): Promise<Patient> {
  let isLost = false;
  return refusing(({ body }) => {
    const wasLost = isLost;
    isLost ||= body.includes('"stage":{"S":"pitch"}');
    return wasLost ? 'cut' : undefined;
  });
}

/** Deletes the model's file and kills the process that has it open. */
function withoutModel(): Patient {
  const worker = workers.start((workDir) => {
    cpSync(tinyModel, join(workDir, 'model'), { recursive: true });
    return { ...tiny, MODEL_SOURCE: join(workDir, 'model', 'model.json') };
  });
  const sicken = () => {
    rmSync(join(worker.workDir, 'model'), { recursive: true });
    const { pid } = worker.process;
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ');
    for (const child of children) process.kill(Number(child), 'SIGKILL');
  };
  return { worker, sicken };
}

/** `npm run test:sick-worker` runs the long form. */
const [songCount, stopCount] = process.env.SICK_WORKER === 'full' ? [20, 20] : [3, 2];
/** Twenty songs on a busy machine. */
const timeout = 600_000;

describe('a sick worker', { timeout }, () => {
  it.each([
    ['without a bucket', withoutBucket, 3, 0],
    ['that may not write results', refusedBy(403), 3, 0],
    ['that fails with an unclassified error', refusedBy(400), 3, 1],
    ['that loses the network in the middle', losingTheNetwork, songCount, 1],
    ['that has lost its model', withoutModel, songCount, 0],
  ] as const)('%s loses none of its songs', async (_, start, songs, maxAttemptsSeen) => {
    await costsNoSong(await start(), songs, maxAttemptsSeen);
  });

  it.skipIf(!canMountDisks())('whose disk is full loses none of its songs', async () => {
    await costsNoSong(withFullDisk(), songCount, 0);
  });
});

/**
 * A worker becomes unhealthy after its first song while more songs wait. A healthy worker is started
 * once the first one has reported that it is unhealthy.
 */
async function costsNoSong(
  { worker: sick, sicken }: Patient,
  songs: number,
  maxAttemptsSeen: number,
) {
  await client.waitForStatus((await client.submit(song)).jobId, 'completed');
  await client.waitForEmptyQueue();
  sicken();
  const jobs = [];
  for (let n = 0; n < songs; n += 1) jobs.push(await client.submit(song));
  await until(
    () => sick.log().includes('worker-sick'),
    `the worker to report itself: ${sick.log()}`,
  );
  if (!sick.onDisk) expect(health(sick)).toMatchObject({ status: 1 });
  const healthy = workers.start(tiny);
  const ended = await Promise.all(
    jobs.map(({ jobId }) =>
      client.waitFor(jobId, ({ status }) => status === 'completed' || status === 'failed', 500),
    ),
  );
  expect(ended.filter(({ status }) => status === 'failed')).toEqual([]);
  expect(health(healthy)).toEqual({ status: 0, stderr: '' });
  const attempts = await Promise.all(jobs.map(({ jobId }) => client.attempts(jobId)));
  expect(attempts.reduce((sum, n) => sum + n, 0)).toBeLessThanOrEqual(maxAttemptsSeen);
  await client.waitForEmptyQueue();
}

function health({ workDir }: TestWorker) {
  const program = join(repositoryRoot, 'gpu-worker/health/health-check.ts');
  const env = { ...process.env, WORK_DIR: workDir };
  const { status, stderr } = spawnSync(process.execPath, [program], { env, encoding: 'utf8' });
  return { status, stderr };
}

it(`${stopCount} graceful stops count no attempt`, { timeout }, async () => {
  const voice = { bytes: synthesiseVoice(tune), content: 'voice' as const };
  const { jobId } = await client.submit(voice);
  for (let claim = 1; claim <= stopCount; claim += 1) {
    const worker = workers.start(tiny);
    await until(() => worker.log().includes('job claimed'), `claim ${claim}: ${worker.log()}`);
    worker.process.signal('SIGTERM');
    expect(await worker.process.ended).toBe(0);
    expect(await client.attempt(jobId)).toBe(claim);
    // See `short-poll.ts`: the poll of a stopped worker could take the message.
    await sleep(1200);
  }
  workers.start(tiny);
  await client.waitForStatus(jobId, 'completed');
  expect(await client.attempts(jobId)).toBe(0);
});
