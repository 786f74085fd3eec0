import { AutoScalingClient } from '@aws-sdk/client-auto-scaling';
import { ECSClient } from '@aws-sdk/client-ecs';
import {
  bodyTextOf,
  type FakeResponse,
  fakeAws,
  jsonBodyOf,
} from '@my-pitch/shared/aws/testing/fake-aws';
import { describe, expect, it } from 'vitest';
import { createEcsMachineGroup } from './ecs-machine-group.ts';

const nowSeconds = 1_770_000_000;

function groupWith(...responses: readonly FakeResponse[]) {
  const { settings, requests } = fakeAws(...responses);
  const group = createEcsMachineGroup(new ECSClient(settings), new AutoScalingClient(settings), {
    cluster: 'c',
    machinesOfFamily: 'gpu',
    clock: () => nowSeconds * 1000,
  });
  return { group, requests };
}

const instance = (fields: object) => ({
  ...{ containerInstanceArn: 'arn:1', ec2InstanceId: 'i-1', status: 'ACTIVE' },
  ...{ agentConnected: true, runningTasksCount: 0, pendingTasksCount: 0 },
  ...{ registeredAt: nowSeconds - 300, ...fields },
});
const machine = { arn: 'arn:1', instanceId: 'i-1', tasks: 0, registeredSeconds: 300 };
const listed = { body: { containerInstanceArns: ['arn:1'] } };

describe('the list of machines', () => {
  it.each([
    ['an idle one', {}, { state: 'active' }],
    ['tasks that run or start', { runningTasksCount: 1, pendingTasksCount: 1 }, { tasks: 2 }],
    ['a drained one', { status: 'DRAINING' }, { state: 'draining' }],
    ['one whose agent does not answer', { agentConnected: false }, { state: 'unavailable' }],
  ])('has %s', async (_, fields, expected) => {
    const { group } = groupWith(listed, { body: { containerInstances: [instance(fields)] } });
    expect(await group.list()).toEqual([{ ...machine, state: 'active', ...expected }]);
  });

  it('leaves out one that registers, and reads nothing more without a machine', async () => {
    const registering = { ...instance({ status: 'REGISTERING' }), runningTasksCount: undefined };
    const { group } = groupWith(listed, { body: { containerInstances: [registering] } });
    expect(await group.list()).toEqual([]);
    const { group: empty } = groupWith({ body: { containerInstanceArns: [] } });
    expect(await empty.list()).toEqual([]);
  });

  it('is unknown when a count is missing: that is not 0', async () => {
    const { group } = groupWith(listed, {
      body: { containerInstances: [instance({ pendingTasksCount: undefined })] },
    });
    await expect(group.list()).rejects.toThrow('pendingTasksCount');
  });
});

it('counts tasks of its workers that have no machine yet', async () => {
  const { group, requests } = groupWith(
    { body: { taskArns: ['t1', 't2', 't3'] } },
    { body: { tasks: [{ containerInstanceArn: 'arn:1' }, { lastStatus: 'PROVISIONING' }, {}] } },
  );
  expect(await group.countUnplacedTasks()).toBe(2);
  expect(requests.map(jsonBodyOf)).toEqual([
    { cluster: 'c', family: 'gpu' },
    { cluster: 'c', tasks: ['t1', 't2', 't3'] },
  ]);
});

describe('draining', () => {
  const machines = Array.from({ length: 12 }, (_, n) => ({
    ...{ ...machine, arn: `arn:${n}`, state: 'active' as const },
  }));

  it('asks for ten machines at a time', async () => {
    const { group, requests } = groupWith({ body: {} }, { body: {} });
    await group.drain(machines);
    expect(requests.map(jsonBodyOf)).toEqual([
      {
        ...{ cluster: 'c', status: 'DRAINING' },
        containerInstances: machines.slice(0, 10).map(({ arn }) => arn),
      },
      { cluster: 'c', status: 'DRAINING', containerInstances: ['arn:10', 'arn:11'] },
    ]);
  });

  it('fails when ECS does not drain one', async () => {
    const failures = [{ arn: 'arn:0', reason: 'INACTIVE' }];
    const { group } = groupWith({ body: { failures } });
    await expect(group.drain(machines.slice(0, 1))).rejects.toThrow('INACTIVE');
  });
});

it('ends a machine so that it is not replaced', async () => {
  const { group, requests } = groupWith({
    body: '<TerminateInstanceInAutoScalingGroupResponse/>',
  });
  await group.end({ ...machine, state: 'draining' });
  const parameters = new URLSearchParams(bodyTextOf(requests[0]));
  expect(Object.fromEntries(parameters)).toMatchObject({
    Action: 'TerminateInstanceInAutoScalingGroup',
    ...{ InstanceId: 'i-1', ShouldDecrementDesiredCapacity: 'true' },
  });
});
