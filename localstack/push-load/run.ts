import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { type JobId, jobIdSchema } from '@my-pitch/shared/ids';
import { jobOptionsSchema, type Lease, type ProcessingJob } from '@my-pitch/shared/job';
import { progressWrite } from '@my-pitch/shared/job-writes';
import { progressAt, type Stage } from '@my-pitch/shared/stages';
import { openTestStack } from '../testing/open-test-stack.ts';
import { SocketClient } from '../testing/socket-client.ts';

// `npm run bench:push`: how long a worker's write takes to reach the pages that follow the song, through
// the web server, the emulator's WebSocket API and the real functions. Each connection follows one of
// up to a hundred songs; writes come one at a time. Options: --connections 10,1000 --writes 200

const maxSongs = 100;
const pauseMs = 100;
/** Connections that are opened at the same time. */
const openedAtOnce = 20;
const answerWithinSeconds = 60;

const { values: options } = parseArgs({
  options: {
    connections: { type: 'string', default: '10,1000' },
    writes: { type: 'string', default: '200' },
  },
});

const stack = await openTestStack({ pages: false, worker: false });
try {
  const rows = [];
  for (const count of options.connections.split(',').map(Number)) {
    rows.push(await measure(count, Number(options.writes)));
  }
  console.table(rows);
} finally {
  await stack.close();
}

async function measure(connections: number, writes: number) {
  const { webUrl, workerEnv } = stack.context;
  const dynamo = DynamoDBDocumentClient.from(new DynamoDBClient(clientSettings(workerEnv)));
  const TableName = workerEnv.JOB_TABLE_NAME;
  const jobs = Array.from({ length: Math.min(connections, maxSongs) }, newJob);
  for (const Item of jobs) await dynamo.send(new PutCommand({ TableName, Item }));

  const openingMs = performance.now();
  const followers = await openAll(webUrl, connections, jobs);
  const openedMs = performance.now() - openingMs;

  const delays: number[] = [];
  let lost = 0;
  for (let n = 0; n < writes; n += 1) {
    const job = jobs[n % jobs.length];
    if (!job) throw new Error('There are no songs');
    const ofJob = followers.get(job.jobId) ?? [];
    const writtenMs = performance.now();
    // Another stage each time is pushed at once.
    const stage: Stage = Math.floor(n / jobs.length) % 2 === 0 ? 'separate' : 'pitch';
    await dynamo.send(
      new UpdateCommand({
        TableName,
        ...progressWrite(job.jobId, job.lease, progressAt(stage, 0)),
      }),
    );
    for (const outcome of await Promise.allSettled(ofJob.map((each) => each.next()))) {
      if (outcome.status === 'rejected') lost += 1;
    }
    for (const each of ofJob) delays.push(each.lastMessageMs - writtenMs);
    await sleep(pauseMs);
  }
  for (const each of [...followers.values()].flat()) each.close();
  return {
    connections,
    'opened within (s)': Number((openedMs / 1000).toFixed(1)),
    messages: delays.length,
    lost,
    'p50 (ms)': percentile(delays, 0.5),
    'p95 (ms)': percentile(delays, 0.95),
  };
}

async function openAll(webUrl: string, count: number, jobs: readonly ProcessingJob[]) {
  const followers = new Map<JobId, SocketClient[]>();
  for (let start = 0; start < count; start += openedAtOnce) {
    const numbers = Array.from(
      { length: Math.min(openedAtOnce, count - start) },
      (_, n) => start + n,
    );
    await Promise.all(
      numbers.map(async (n) => {
        const jobId = jobs[n % jobs.length]?.jobId;
        if (!jobId) throw new Error('There are no songs');
        const socket = await new SocketClient(webUrl).open();
        await socket.follow(jobId, answerWithinSeconds);
        followers.set(jobId, [...(followers.get(jobId) ?? []), socket]);
      }),
    );
  }
  return followers;
}

function newJob(): ProcessingJob {
  const nowIso = new Date().toISOString();
  const lease: Lease = {
    ...{ workerId: 'load', attempt: 1, messageId: 'load' },
    expiresAt: new Date(Date.now() + 3_600_000).toISOString(),
  };
  return {
    jobId: jobIdSchema.parse(crypto.randomUUID()),
    ownerTokenHash: '0'.repeat(64),
    ...{ createdAt: nowIso, statusSince: nowIso, queuedAt: nowIso, startedAt: nowIso },
    recordExpiresAtSeconds: Math.ceil(Date.now() / 1000) + 86_400,
    ...{ fileName: 'load.wav', contentType: 'audio/wav', sizeBytes: 1 },
    options: jobOptionsSchema.parse({}),
    ...{ status: 'processing', attempts: 0, lease, progress: progressAt('decode', 0) },
  };
}

function clientSettings(env: Readonly<Record<string, string>>) {
  return {
    ...(env.AWS_ENDPOINT_URL !== undefined && { endpoint: env.AWS_ENDPOINT_URL }),
    ...(env.AWS_REGION !== undefined && { region: env.AWS_REGION }),
    credentials: {
      accessKeyId: env.AWS_ACCESS_KEY_ID ?? '',
      secretAccessKey: env.AWS_SECRET_ACCESS_KEY ?? '',
    },
  };
}

function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return Math.round(sorted[Math.ceil(share * sorted.length) - 1] ?? Number.NaN);
}
