import { ECSClient } from '@aws-sdk/client-ecs';
import { type FakeResponse, fakeAws, jsonBodyOf } from '@my-pitch/shared/aws/testing/fake-aws';
import { describe, expect, it } from 'vitest';
import { createEcsWorkerService } from './ecs-worker-service.ts';

function serviceWith(...responses: readonly FakeResponse[]) {
  const { settings, requests } = fakeAws(...responses);
  const service = createEcsWorkerService(new ECSClient(settings), { cluster: 'c', service: 's' });
  return { service, requests };
}

const described = (fields: object): FakeResponse => ({
  body: { services: [{ status: 'ACTIVE', desiredCount: 3, runningCount: 2, ...fields }] },
});
const noTasks = { body: { taskArns: [] } };

describe('the state of a service', () => {
  it('counts the tasks that are protected, ten per request', async () => {
    const taskArns = Array.from({ length: 12 }, (_, n) => `task/c/${n}`);
    const { service, requests } = serviceWith(
      described({}),
      { body: { taskArns } },
      { body: { protectedTasks: [{ protectionEnabled: true }, { protectionEnabled: false }] } },
      {
        body: {
          protectedTasks: [{ protectionEnabled: true }],
          failures: [{ arn: 'task/c/11', reason: 'MISSING' }],
        },
      },
    );
    expect(await service.read()).toEqual({ desired: 3, running: 2, busy: 2 });
    expect(requests.map(jsonBodyOf).slice(1)).toEqual([
      { cluster: 'c', serviceName: 's', desiredStatus: 'RUNNING' },
      { cluster: 'c', tasks: taskArns.slice(0, 10) },
      { cluster: 'c', tasks: taskArns.slice(10) },
    ]);
  });

  it.each([
    ['is missing', { body: { failures: [{ reason: 'MISSING' }], services: [] } }, 'MISSING'],
    ['is being deleted', described({ status: 'DRAINING' }), 'DRAINING'],
    ['has no count', described({ runningCount: undefined }), 'ACTIVE'],
  ])('is unknown when the service %s', async (_, answer, words) => {
    const { service } = serviceWith(answer, noTasks);
    await expect(service.read()).rejects.toThrow(words);
  });

  it('is unknown when ECS does not tell which tasks are busy', async () => {
    const refused = { statusCode: 400, body: { __type: 'AccessDeniedException' } };
    const { service } = serviceWith(described({}), { body: { taskArns: ['t'] } }, refused);
    await expect(service.read()).rejects.toThrow();
  });
});

it('sets the desired count and nothing else', async () => {
  const { service, requests } = serviceWith({ body: {} });
  await service.setDesired(2);
  expect(requests.map(jsonBodyOf)).toEqual([{ cluster: 'c', service: 's', desiredCount: 2 }]);
});
