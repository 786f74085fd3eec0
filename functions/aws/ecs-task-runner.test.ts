import { ECSClient } from '@aws-sdk/client-ecs';
import { fakeAws, jsonBodyOf } from '@my-pitch/shared/aws/testing/fake-aws';
import { expect, it } from 'vitest';
import { createEcsTaskRunner } from './ecs-task-runner.ts';

const trial = {
  ...{ cluster: 'c', taskDefinition: 'worker:2', capacityProvider: 'FARGATE' },
  ...{ container: 'Worker', command: ['self-test.ts'] },
};

function runnerWith(body: object) {
  const { settings, requests } = fakeAws({ body });
  return { runner: createEcsTaskRunner(new ECSClient(settings)), requests };
}

it('runs one task with another command', async () => {
  const { runner, requests } = runnerWith({ tasks: [{ taskArn: 'task/c/1' }] });
  expect(await runner.start(trial)).toBe('task/c/1');
  expect(jsonBodyOf(requests[0])).toMatchObject({
    ...{ cluster: 'c', taskDefinition: 'worker:2', startedBy: 'prove-image' },
    capacityProviderStrategy: [{ capacityProvider: 'FARGATE', weight: 1 }],
    overrides: { containerOverrides: [{ name: 'Worker', command: ['self-test.ts'] }] },
  });
});

it('gives a task with its own network interface a public address', async () => {
  const { runner, requests } = runnerWith({ tasks: [{ taskArn: 'task/c/1' }] });
  await runner.start({ ...trial, network: { subnets: ['s'], securityGroups: ['g'] } });
  expect(jsonBodyOf(requests[0])).toMatchObject({
    networkConfiguration: {
      awsvpcConfiguration: { subnets: ['s'], securityGroups: ['g'], assignPublicIp: 'ENABLED' },
    },
  });
});

it('names the reason when ECS runs no task', async () => {
  const { runner } = runnerWith({ tasks: [], failures: [{ reason: 'Capacity is unavailable' }] });
  await expect(runner.start(trial)).rejects.toThrow('Capacity is unavailable');
});

it.each([
  ['a task that it does not know yet', [], { status: 'UNKNOWN' }],
  [
    'a task that has ended',
    [{ lastStatus: 'STOPPED', stoppedReason: 'gone', containers: [{ exitCode: 1 }] }],
    { status: 'STOPPED', exitCode: 1, stoppedReason: 'gone' },
  ],
  [
    'a task whose image is missing',
    [{ lastStatus: 'STOPPED', containers: [{ reason: 'CannotPullContainerError' }] }],
    { status: 'STOPPED', stoppedReason: 'CannotPullContainerError' },
  ],
])('reads %s', async (_, tasks, state) => {
  const { runner } = runnerWith({ tasks });
  expect(await runner.read('c', 'task/c/1')).toEqual(state);
});
