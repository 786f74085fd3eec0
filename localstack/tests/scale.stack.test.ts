import { randomUUID } from 'node:crypto';
import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import {
  CreateClusterCommand,
  CreateServiceCommand,
  DescribeServicesCommand,
  ECSClient,
  ListTasksCommand,
  RegisterTaskDefinitionCommand,
  UpdateTaskProtectionCommand,
} from '@aws-sdk/client-ecs';
import { CreateQueueCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { beforeAll, expect, inject, it, vi } from 'vitest';

/**
 * The function `scale` against the emulator's ECS, SQS and DynamoDB. Its tasks run nothing. The function
 * is imported, not deployed: the local target has no services to scale.
 */
const { workerEnv } = inject('stack');
const pool = {
  ...{ maxWorkers: 3, startSeconds: 1, songSeconds: 100, songsAtOnce: 1, dollarsPerHour: 0.1 },
  keepIdleSeconds: 1,
};
const cluster = `scale-${randomUUID()}`;
const client = {
  endpoint: workerEnv.AWS_ENDPOINT_URL ?? '',
  region: workerEnv.AWS_REGION ?? '',
  credentials: {
    accessKeyId: workerEnv.AWS_ACCESS_KEY_ID ?? '',
    secretAccessKey: workerEnv.AWS_SECRET_ACCESS_KEY ?? '',
  },
};
const ecs = new ECSClient(client);
const sqs = new SQSClient(client);
let queueUrl = '';

beforeAll(async () => {
  await ecs.send(new CreateClusterCommand({ clusterName: cluster }));
  const containerDefinitions = [{ name: 'Worker', image: 'worker' }];
  const definition = { family: cluster, cpu: '256', memory: '512', containerDefinitions };
  await ecs.send(new RegisterTaskDefinitionCommand(definition));
  const service = { cluster, serviceName: 'cpu', taskDefinition: cluster, desiredCount: 1 };
  await ecs.send(new CreateServiceCommand(service));
  const queue = await sqs.send(new CreateQueueCommand({ QueueName: cluster }));
  queueUrl = queue.QueueUrl ?? '';
  const environment = {
    ...workerEnv,
    JOB_QUEUE_URL: queueUrl,
    METRICS_NAMESPACE: 'MyPitch',
    CPU_POOL: JSON.stringify({ ...pool, cluster, service: 'cpu' }),
  };
  for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value);
  return () => vi.unstubAllEnvs();
});

async function run(event: unknown) {
  const { handler } = await import('../../functions/scale/handler.ts');
  return handler(event);
}

async function desiredCount(): Promise<number | undefined> {
  const answer = await ecs.send(new DescribeServicesCommand({ cluster, services: ['cpu'] }));
  return answer.services?.[0]?.desiredCount;
}

it('asks for workers when songs wait, and leaves a record for estimates', async () => {
  for (const body of ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']) {
    await sqs.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: body }));
  }
  const decision = await run({});
  expect(decision?.cpu).toBeGreaterThan(1);
  expect(await desiredCount()).toBe(decision?.cpu);
  const { Item } = await new DynamoDBClient(client).send(
    new GetItemCommand({
      TableName: workerEnv.JOB_TABLE_NAME,
      Key: { jobId: { S: 'scaling' } },
    }),
  );
  expect(Item?.record?.M).toMatchObject({ workers: { N: '1' }, waiting: { N: '8' } });
  expect(Item).not.toHaveProperty('heldBy');
});

it('sees which tasks are protected, and runs twice at once without harm', async () => {
  const { taskArns: [task = ''] = [] } = await ecs.send(
    new ListTasksCommand({ cluster, serviceName: 'cpu' }),
  );
  await ecs.send(
    new UpdateTaskProtectionCommand({ cluster, tasks: [task], protectionEnabled: true }),
  );
  const write = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  const song = { responsePayload: { queued: 1 } };
  const decisions = await Promise.all([run(song), run(song), run(song)]);
  const lines = write.mock.calls
    .map(([line]) => String(line))
    .filter((line) => line.includes('_aws'));
  write.mockRestore();
  expect(decisions.filter((decision) => decision !== undefined)).not.toEqual([]);
  expect(JSON.parse(lines.at(-1) ?? '')).toMatchObject({ CpuBusy: 1, SongsWaiting: 8 });
});
