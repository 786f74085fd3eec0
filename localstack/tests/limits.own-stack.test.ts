import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  DynamoDBClient,
  ListTablesCommand,
  ScanCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { apiPaths, problemSchema } from '@my-pitch/shared/api';
import { originSecretHeader } from '@my-pitch/shared/origin';
import { clientTable } from '@my-pitch/shared/table';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { secretHeader } from '../cloud/cloud-access.ts';
import { awsClientOptions } from '../testing/aws-client-options.ts';
import { openTestStack, type TestStack } from '../testing/open-test-stack.ts';
import { requestFrom } from '../testing/request-from.ts';
import { StackClient } from '../testing/stack-client.ts';
import { synthesiseVoice } from '../testing/synthesise-song.ts';

// A stack of its own: on the other one, the limits of a client are out of reach.

const burst = 3;
/** So long that a busy machine sends all requests of a test in less. */
const tokenSeconds = 600;
const song = { fileName: 'My secret song.wav', contentType: 'audio/wav', sizeBytes: 5 };
const patience = 600_000;

let stack: TestStack;
let dynamo: DynamoDBClient;
let clients: string;
beforeAll(async () => {
  const context = { clientBurst: String(burst), clientSongsPerHour: String(3600 / tokenSeconds) };
  stack = await openTestStack({ pages: false, worker: false, context });
  const { workerEnv } = stack.context;
  dynamo = new DynamoDBClient(awsClientOptions(workerEnv));
  const { TableNames = [] } = await dynamo.send(new ListTablesCommand({}));
  clients = TableNames.find((name) => name.includes('Clients')) ?? '';
}, patience);
afterAll(() => stack?.close());

const create = (address: string, headers: Readonly<Record<string, string>> = {}) =>
  requestFrom(address, 'POST', `${stack.context.webUrl}${apiPaths.jobs}`, { body: song, headers });

const buckets = async () =>
  (await dynamo.send(new ScanCommand({ TableName: clients }))).Items ?? [];

describe('a client', () => {
  it('gets its burst, however many requests it sends at once, and others are not affected', async () => {
    const answers = await Promise.all(Array.from({ length: 2 * burst }, () => create('127.0.0.5')));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 201, 201, 429, 429, 429]);
    const refused = answers.find(({ status }) => status === 429);
    const problem = problemSchema.parse(JSON.parse(refused?.body ?? ''));
    expect(problem.code).toBe('too-many-requests');
    expect(refused?.headers['retry-after']).toBe(String(problem.retryAfterSeconds));
    expect(problem.retryAfterSeconds).toBeLessThanOrEqual(tokenSeconds);
    expect((await create('127.0.0.6')).status).toBe(201);
  });

  it('cannot pretend to be another one', async () => {
    const claims = { 'x-forwarded-for': '203.0.113.9', forwarded: 'for=203.0.113.9' };
    expect((await create('127.0.0.5', claims)).status).toBe(429);
  });

  it('gets a further token when the bucket has gained one', async () => {
    const before = await buckets();
    const empty = before.reduce((one, other) =>
      Number(one.fullAtMs?.N) > Number(other.fullAtMs?.N) ? one : other,
    );
    const { [clientTable.partitionKey]: key = { S: '' } } = empty;
    await dynamo.send(
      new UpdateItemCommand({
        TableName: clients,
        Key: { [clientTable.partitionKey]: key },
        UpdateExpression: 'SET fullAtMs = fullAtMs - :gained',
        ExpressionAttributeValues: { ':gained': { N: String(tokenSeconds * 1000) } },
      }),
    );
    expect((await create('127.0.0.5')).status).toBe(201);
    expect((await create('127.0.0.5')).status).toBe(429);
  });

  it('leaves a hash and two times, which are forgotten within minutes', async () => {
    const kept = await buckets();
    expect(kept).toHaveLength(2);
    expect(JSON.stringify(kept)).not.toMatch(/127\.|localhost|secret song/);
    for (const item of kept) {
      expect(Object.keys(item).sort()).toEqual(['client', 'forgetAtSeconds', 'fullAtMs']);
      expect(Number(item.forgetAtSeconds?.N) - Date.now() / 1000).toBeLessThanOrEqual(
        burst * tokenSeconds + 1,
      );
    }
  });
});

it('the API’s own address answers nobody', async () => {
  const gate = { [secretHeader]: stack.context.workerEnv.AWS_SECRET_ACCESS_KEY ?? '' };
  for (const [method, path] of [
    ['POST', apiPaths.jobs],
    ['GET', apiPaths.job(crypto.randomUUID())],
    ['DELETE', apiPaths.job(crypto.randomUUID())],
    ['GET', apiPaths.limits],
  ] as const) {
    for (const headers of [gate, { ...gate, [originSecretHeader]: 'g'.repeat(43) }]) {
      const answer = await fetch(`${stack.apiUrl}${path}`, { method, headers });
      const { code } = problemSchema.parse(await answer.json());
      expect([path, answer.status, code]).toEqual([path, 403, 'wrong-origin']);
    }
  }
});

describe('after a song was deleted', () => {
  it('its id, status and times are left in the table, nothing in the buckets or in any log', async () => {
    const client = new StackClient(stack.context);
    const bytes = synthesiseVoice();
    const job = await client.submit({ bytes, content: 'voice', fileName: song.fileName });
    await client.putResult(job.jobId, 'score.mid');
    expect(await client.objectKeys(job.jobId)).toHaveLength(2);
    expect(await client.cancel(job.jobId, job.ownerToken)).toBe(204);

    expect(await client.objectKeys(job.jobId)).toEqual([]);
    const record = await client.record(job.jobId);
    const allowed = [
      ...['jobId', 'status', 'statusSince', 'createdAt', 'queuedAt'],
      ...['correlationId', 'ownerTokenHash', 'recordExpiresAtSeconds'],
    ];
    expect(Object.keys(record).filter((name) => !allowed.includes(name))).toEqual([]);

    const logs = await readLogs();
    // The log is there, and names the job in a way that does not open it.
    expect(logs).toContain('job ended by its owner');
    for (const secret of [job.jobId, job.ownerToken, 'secret song', '127.0.0.5']) {
      expect(logs.split('\n').filter((line) => line.includes(secret))).toEqual([]);
    }
  });
});

const groupsSchema = z.object({ logGroups: z.array(z.object({ logGroupName: z.string() })) });
const eventsSchema = z.object({ events: z.array(z.object({ message: z.string() })) });

/** Everything that the functions, the gateway and the emulator have logged. */
async function readLogs(): Promise<string> {
  const { AWS_ENDPOINT_URL: url = '', AWS_SECRET_ACCESS_KEY: secret = '' } =
    stack.context.workerEnv;
  const ask = async (operation: string, body: object): Promise<unknown> => {
    const scope = 'Credential=test/20260101/us-east-1/logs/aws4_request';
    const headers = {
      authorization: `AWS4-HMAC-SHA256 ${scope}, SignedHeaders=host, Signature=0`,
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-target': `Logs_20140328.${operation}`,
      [secretHeader]: secret,
    };
    return (await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) })).json();
  };
  const { logGroups } = groupsSchema.parse(await ask('DescribeLogGroups', {}));
  const lines = await Promise.all(
    logGroups.map(async (group) => eventsSchema.parse(await ask('FilterLogEvents', group)).events),
  );
  const ofEmulator = await readFile(join(stack.stateDir, 'ministack.log'), 'utf8');
  return [...lines.flat().map(({ message }) => message), ofEmulator].join('\n');
}
