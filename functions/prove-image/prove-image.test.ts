import { describe, expect, it } from 'vitest';
import { proveImage, type TaskState, type TrialTask } from './prove-image.ts';

const trial: TrialTask = {
  ...{ cluster: 'c', taskDefinition: 'worker:2', capacityProvider: 'FARGATE' },
  ...{ container: 'Worker', command: ['gpu-worker/cli/self-test.ts'] },
};

/** Runs a trial whose task has these states one after the other; the last one stays. */
function tryImage(states: readonly TaskState[], refusals = 0) {
  const stopped: string[] = [];
  let nowMs = 0;
  let reads = 0;
  let starts = 0;
  const proof = proveImage(trial, {
    tasks: {
      start: async () => {
        starts += 1;
        if (starts <= refusals) throw new Error('The service linked role is not known yet');
        return 'arn:task/c/42';
      },
      read: async () => states[Math.min(reads++, states.length - 1)] ?? { status: 'UNKNOWN' },
      stop: async (_cluster, taskArn) => {
        stopped.push(taskArn);
      },
    },
    clock: () => nowMs,
    pause: async (ms) => {
      nowMs += ms;
    },
    deadlineMs: 600_000,
  });
  return { proof, stopped, starts: () => starts };
}

describe('a new image', () => {
  it('is proven when its self-test ends with exit code 0', async () => {
    const states = ['PROVISIONING', 'PENDING', 'RUNNING'].map((status) => ({ status }));
    const { proof, stopped } = tryImage([...states, { status: 'STOPPED', exitCode: 0 }]);
    await expect(proof).resolves.toBeUndefined();
    expect(stopped).toEqual([]);
  });

  it.each([
    ['its self-test', { exitCode: 1, stoppedReason: 'Essential container exited' }, 'exit code 1'],
    ['to start', { stoppedReason: 'CannotPullContainerError' }, 'CannotPullContainerError'],
  ])('is refused when it fails %s', async (_, end, reason) => {
    const { proof } = tryImage([{ status: 'STOPPED', ...end }]);
    await expect(proof).rejects.toThrow(`${reason} (task 42`);
  });

  it.each([
    ['RUNNING', 'did not end in time'],
    ['PROVISIONING', 'raise the quota of FARGATE'],
  ])('is refused, and its task stopped, when it stays %s', async (status, reason) => {
    const { proof, stopped } = tryImage([{ status }]);
    await expect(proof).rejects.toThrow(reason);
    expect(stopped).toEqual(['arn:task/c/42']);
  });
});

it('asks three times for a task', async () => {
  const done = [{ status: 'STOPPED', exitCode: 0 }];
  await expect(tryImage(done, 2).proof).resolves.toBeUndefined();
  const refused = tryImage(done, 3);
  await expect(refused.proof).rejects.toThrow('service linked role');
  expect(refused.starts()).toBe(3);
});
