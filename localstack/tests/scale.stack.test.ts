import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import {
  CreateClusterCommand,
  CreateServiceCommand,
  DescribeServicesCommand,
  ECSClient,
  RegisterTaskDefinitionCommand,
} from '@aws-sdk/client-ecs';
import { CreateQueueCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { beforeAll, expect, inject, it } from 'vitest';
import { awsClientOptions } from '../testing/aws-client-options.ts';

/**
 * The function `scale` against the emulator's ECS, SQS and DynamoDB, each run in a process of its own.
 * The emulator's tasks run nothing and are never protected. The local target has no workers to scale, so the function is not
 * part of its deployment.
 */
const handler = join(import.meta.dirname, '../../functions/scale/handler.ts');
const { workerEnv } = inject('stack');
const cluster = `scale-${randomUUID()}`;
const client = awsClientOptions(workerEnv);
const ecs = new ECSClient(client);
const sqs = new SQSClient(client);
let queueUrl = '';

beforeAll(async () => {
  await ecs.send(new CreateClusterCommand({ clusterName: cluster }));
  const containerDefinitions = [{ name: 'Worker', image: 'worker' }];
  const definition = { family: cluster, cpu: '256', memory: '512', containerDefinitions };
  await ecs.send(new RegisterTaskDefinitionCommand(definition));
  for (const [serviceName, desiredCount] of [
    ['cpu', 1],
    ['gpu', 0],
  ] as const) {
    const service = { cluster, serviceName, taskDefinition: cluster, desiredCount };
    await ecs.send(new CreateServiceCommand(service));
  }
  const queue = await sqs.send(new CreateQueueCommand({ QueueName: cluster }));
  queueUrl = queue.QueueUrl ?? '';
});

const pool = {
  ...{ maxWorkers: 3, startSeconds: 1, songSeconds: 100, songsAtOnce: 1, dollarsPerHour: 0.1 },
  ...{ keepIdleSeconds: 1, cluster, service: 'cpu' },
};
/** Too dear to be chosen. The emulator's ECS lists no machines, so none is ended. */
const gpuPool = {
  ...{ ...pool, service: 'gpu', dollarsPerHour: 100, startSeconds: 1000 },
  machinesOfFamily: cluster,
};

/** Runs the function once. @returns the lines that it wrote: metrics, then its decision. */
async function run(event: object) {
  const script =
    'const { handler } = await import(process.argv[1]);' +
    'console.log(JSON.stringify((await handler(JSON.parse(process.argv[2]), {})) ?? null));';
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--input-type=module', '--eval', script, handler, JSON.stringify(event)],
    {
      env: {
        ...{ PATH: process.env.PATH, ...workerEnv, JOB_QUEUE_URL: queueUrl },
        ...{ METRICS_NAMESPACE: 'MyPitch', CPU_POOL: JSON.stringify(pool) },
        GPU_POOL: JSON.stringify(gpuPool),
      },
    },
  );
  return stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
}

async function scalingItem() {
  const Key = { jobId: { S: 'scaling' } };
  const command = new GetItemCommand({ TableName: workerEnv.JOB_TABLE_NAME, Key });
  return (await new DynamoDBClient(client).send(command)).Item;
}

it('asks for workers when songs wait, and leaves a record for estimates', async () => {
  for (const body of ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']) {
    await sqs.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: body }));
  }
  const decision = (await run({})).at(-1);
  expect(decision.cpu).toBeGreaterThan(1);
  const described = await ecs.send(new DescribeServicesCommand({ cluster, services: ['cpu'] }));
  expect(described.services?.[0]?.desiredCount).toBe(decision.cpu);
  const item = await scalingItem();
  expect(item?.record?.M).toMatchObject({ workers: { N: '1' }, waiting: { N: '8' } });
  expect(item).not.toHaveProperty('heldBy');
});

it('runs at the same time look at everything and leave one consistent record', async () => {
  const afterUpload = { queuedSongs: 1 };
  const runs = await Promise.all([run(afterUpload), run(afterUpload), run({})]);
  const seen = runs.flat().filter((line) => line?._aws);
  expect(seen.length).toBeGreaterThan(0);
  for (const line of seen) expect(line).toMatchObject({ SongsWaiting: 8 });
  const item = await scalingItem();
  expect(item).not.toHaveProperty('heldBy');
  expect(item).not.toHaveProperty('askedAgain');
});
