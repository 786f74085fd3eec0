import { once } from 'node:events';
import { request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { DynamoDBClient, ListTablesCommand, ScanCommand } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { JobId } from '@my-pitch/shared/ids';
import { jobIdSchema } from '@my-pitch/shared/ids';
import type { Lease } from '@my-pitch/shared/job';
import {
  claimWrite,
  failLeasedWrite,
  type JobWrite,
  progressWrite,
} from '@my-pitch/shared/job-writes';
import { originSecretHeader } from '@my-pitch/shared/origin';
import { progressAt } from '@my-pitch/shared/stages';
import { afterEach, expect, inject, it, vi } from 'vitest';
import { z } from 'zod';
import { readOriginSecret } from '../deployment/origin-secret.ts';
import { awsClientOptions } from '../testing/aws-client-options.ts';
import { SocketClient } from '../testing/socket-client.ts';
import { StackClient } from '../testing/stack-client.ts';
import { synthesiseVoice } from '../testing/synthesise-song.ts';

// The test writes to the job table as a worker does.

const stack = inject('stack');
const client = new StackClient(stack);
const env = (name: string) => stack.workerEnv[name] ?? '';
const dynamo = DynamoDBDocumentClient.from(new DynamoDBClient(awsClientOptions(stack.workerEnv)));
const voice = { bytes: synthesiseVoice(), content: 'voice' as const };
const lease: Lease = {
  ...{ workerId: 'test', attempt: 1, messageId: 'test' },
  expiresAt: new Date(Date.now() + 600_000).toISOString(),
};
const nowIso = () => new Date().toISOString();

const write = (job: JobWrite) =>
  dynamo.send(new UpdateCommand({ TableName: env('JOB_TABLE_NAME'), ...job }));
const claim = (jobId: JobId) =>
  write(
    claimWrite(
      jobId,
      { lease, progress: progressAt('decode', 0), attempts: 0 },
      undefined,
      nowIso(),
    ),
  );

const sockets: SocketClient[] = [];
async function connect(): Promise<SocketClient> {
  const socket = new SocketClient(stack.webUrl);
  sockets.push(socket);
  return socket.open();
}
const cancels: (() => Promise<unknown>)[] = [];
async function queuedJob(): Promise<JobId> {
  const { jobId, ownerToken } = await client.submit(voice);
  cancels.push(() => client.cancel(jobId, ownerToken));
  return jobId;
}
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.close();
  for (const cancel of cancels.splice(0)) await cancel();
});

async function connectionTable(): Promise<string> {
  const { TableNames = [] } = await dynamo.send(new ListTablesCommand({}));
  return TableNames.find((name) => name.includes('Connections')) ?? '';
}

/** The items of the table of connections. */
async function connections() {
  const { Items = [] } = await dynamo.send(new ScanCommand({ TableName: await connectionTable() }));
  return Items.map(({ group, member }) => ({ group: group?.S ?? '', member: member?.S ?? '' }));
}
const ofJob = async (jobId: JobId) =>
  (await connections()).filter(({ group }) => group === `job#${jobId}`);

it('a follower hears of each change, up to the end', async () => {
  const jobId = await queuedJob();
  const socket = await connect();
  expect(await socket.follow(jobId)).toMatchObject({ view: { jobId, status: 'queued' } });
  await claim(jobId);
  expect(await socket.next()).toMatchObject({
    view: { jobId, status: 'processing', progress: { stage: 'decode' } },
  });
  await write(progressWrite(jobId, lease, progressAt('separate', 0.5)));
  expect(await socket.next()).toMatchObject({ view: { progress: { stage: 'separate' } } });
  await write(failLeasedWrite(jobId, lease, 'no-audio', nowIso()));
  expect(await socket.next()).toMatchObject({
    view: { status: 'failed', failureCode: 'no-audio' },
  });
  await expect.poll(() => ofJob(jobId)).toEqual([]);
});

it('of a completed job, the follower learns that it should ask for the links', async () => {
  const jobId = await queuedJob();
  const socket = await connect();
  await socket.follow(jobId);
  await client.pretendCompleted(jobId, Date.now());
  expect(await socket.next()).toEqual({ type: 'completed', jobId });
  expect(await socket.follow(jobId)).toEqual({ type: 'completed', jobId });
});

it('those behind a song that leaves the queue hear their new place', async () => {
  const [first, second] = [await queuedJob(), await queuedJob()];
  // The counters follow the ends of earlier songs.
  await sleep(1500);
  const socket = await connect();
  const answer = await socket.follow(second);
  if (answer.type !== 'view' || answer.view.status !== 'queued')
    throw new Error('It is not queued');
  const { position } = answer.view;
  expect(position).toBeGreaterThanOrEqual(2);
  await claim(first);
  expect(await socket.next()).toMatchObject({ view: { jobId: second, position: position - 1 } });
});

it('nobody else hears of a job, and a heartbeat tells nothing', async () => {
  const [followed, other] = [await queuedJob(), await queuedJob()];
  const socket = await connect();
  await socket.follow(followed);
  await claim(other);
  await write(progressWrite(other, lease, progressAt('separate', 0.1)));
  await claim(followed);
  // Places may have been pushed in between.
  await vi.waitUntil(() => socket.received.some((each) => isProcessing(each)), 20_000);
  await write(progressWrite(followed, lease, progressAt('decode', 0)));
  await sleep(1000);
  const about = socket.received.map((each) => each.type === 'view' && each.view.jobId);
  expect(new Set(about)).toEqual(new Set([followed]));
  expect(socket.received.filter(isProcessing)).toHaveLength(1);
});
const isProcessing = (message: SocketClient['received'][number]) =>
  message.type === 'view' && message.view.status === 'processing';

it('a connection that is closed leaves nothing behind', async () => {
  const jobId = await queuedJob();
  const [socket, other] = [await connect(), await connect()];
  await socket.follow(jobId);
  await other.follow(jobId);
  expect(await ofJob(jobId)).toHaveLength(2);
  socket.close();
  await expect.poll(() => ofJob(jobId)).toHaveLength(1);
  const [kept] = await ofJob(jobId);
  const owners = (await connections()).filter(({ group }) => group.startsWith('connection#'));
  expect(owners.map(({ group }) => group)).toContain(`connection#${kept?.member}`);
});

it('a connection that went away unnoticed is removed with the next message, and others get it', async () => {
  const jobId = await queuedJob();
  const socket = await connect();
  await socket.follow(jobId);
  const expiresAtSeconds = Math.ceil(Date.now() / 1000) + 600;
  for (const key of [
    { group: `job#${jobId}`, member: 'gone' },
    { group: 'connection#gone', member: 'follows', jobIds: new Set([jobId]) },
  ]) {
    const { group, member, ...more } = key;
    await dynamo.send(
      new UpdateCommand({
        TableName: await connectionTable(),
        Key: { group, member },
        UpdateExpression: `SET expiresAtSeconds = :at${'jobIds' in more ? ', jobIds = :jobs' : ''}`,
        ExpressionAttributeValues: {
          ':at': expiresAtSeconds,
          ...('jobIds' in more && { ':jobs': more.jobIds }),
        },
      }),
    );
  }
  await claim(jobId);
  expect(await socket.next()).toMatchObject({ view: { status: 'processing' } });
  await expect.poll(() => ofJob(jobId)).toHaveLength(1);
  expect(JSON.stringify(await connections())).not.toContain('gone');
});

it('refuses what is no follow, and stays open', async () => {
  const socket = await connect();
  const unknown = jobIdSchema.parse('3f2b8c1e-7a54-4d0b-9c36-1e5f0a9b7d21');
  expect(await socket.follow(unknown)).toEqual({
    ...{ type: 'refused', jobId: unknown, code: 'not-found' },
  });
  for (const body of ['{"action":"follow"}', '{"action":"follow","jobId":"../x"}']) {
    socket.send(body);
    expect(await socket.next()).toEqual({ type: 'refused', code: 'invalid-request' });
  }
  // The gateway knows no route for these; on AWS it answers itself.
  for (const body of ['', 'follow', '{"action":"constructor"}', '\0']) socket.send(body);
  const jobId = await queuedJob();
  expect(await socket.follow(jobId)).toMatchObject({ type: 'view' });
  expect(await ofJob(unknown)).toEqual([]);
});

/** The status of the emulator's own answer to a handshake with the WebSocket API. */
async function handshake(headers: Readonly<Record<string, string>>): Promise<number> {
  const secret = { 'x-my-pitch-secret': env('AWS_SECRET_ACCESS_KEY') };
  const apis = await fetch(`${env('AWS_ENDPOINT_URL')}/v2/apis`, { headers: secret });
  const { items } = z
    .object({ items: z.array(z.object({ apiId: z.string(), protocolType: z.string() })) })
    .parse(await apis.json());
  const apiId = items.find(({ protocolType }) => protocolType === 'WEBSOCKET')?.apiId;
  const asked = request(`${env('AWS_ENDPOINT_URL')}/_aws/execute-api/${apiId}/live`, {
    headers: {
      ...{ connection: 'upgrade', upgrade: 'websocket', 'sec-websocket-version': '13' },
      ...{ 'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==', ...headers },
    },
  });
  asked.end();
  const [response] = await Promise.race([once(asked, 'upgrade'), once(asked, 'response')]);
  response.socket.destroy();
  return response.statusCode;
}

it('the emulator accepts a socket from our web server only, and only for our pages', async () => {
  const gate = { 'x-my-pitch-secret': env('AWS_SECRET_ACCESS_KEY') };
  const secrets = { ...gate, [originSecretHeader]: await readOriginSecret(env('WORK_DIR')) };
  expect(await handshake({ ...secrets, origin: stack.webUrl })).toBe(101);
  expect(await handshake({ ...secrets, ...gateGuess, origin: stack.webUrl })).toBe(403);
  expect(await handshake({ ...secrets, origin: 'https://evil.example' })).toBe(403);
  // The gate lets it pass; the function `connect` does not.
  expect(await handshake({ ...gate, origin: stack.webUrl })).toBe(403);
});
const gateGuess = { 'x-my-pitch-secret': 'guess' };
