import { describe, expect, it } from 'vitest';
import type { Machine } from './releasable-machines.ts';
import { scale } from './scale.ts';
import { FakeMachineGroup, fakeScaler } from './testing/fake-scaler.ts';

const idle: Machine = {
  ...{ arn: 'arn:1', instanceId: 'i-1', state: 'active' },
  ...{ tasks: 0, registeredSeconds: 600 },
};
const busy: Machine = { ...idle, arn: 'arn:2', instanceId: 'i-2', tasks: 1 };

function scalerWith(machines: readonly Machine[], running = 1) {
  const group = new FakeMachineGroup();
  group.machines = machines;
  const gpu = { desired: running, running, busy: running };
  return { group, ...fakeScaler({ gpu, machines: group }) };
}

describe('a machine without a task', () => {
  it('is drained by a run and ended once by the next ones', async () => {
    const { group, released, store, context } = scalerWith([idle, busy]);
    await scale(0, context('first'));
    expect([group.machines[0]?.state, group.ended]).toEqual(['draining', []]);
    for (const run of ['second', 'third']) await scale(0, context(run));
    expect(group.ended).toEqual(['i-1']);
    expect(released.map(({ endedNow }) => endedNow)).toEqual([0, 1, 0]);
    expect(store.record?.endedMachines).toEqual(['arn:1']);
    group.machines = [busy];
    await scale(0, context('fourth'));
    expect(store.record?.endedMachines).toEqual([]);
  });

  it('is not drained and ended in one run, when an upload makes it look twice', async () => {
    const { group, cpu, context } = scalerWith([idle]);
    cpu.beforeRead = async () => {
      cpu.beforeRead = async () => undefined;
      await scale(1, context('upload'));
    };
    await scale(0, context('first'));
    expect([group.machines[0]?.state, group.ended]).toEqual(['draining', []]);
  });

  it('is kept for a task that has no machine yet', async () => {
    const { group, context } = scalerWith([idle]);
    group.unplacedTasks = 1;
    await scale(0, context());
    expect(group.machines[0]?.state).toBe('active');
  });
});

it('reports a machine that AWS does not end, tries again, and keeps the record', async () => {
  const { group, store, context } = scalerWith([{ ...idle, state: 'draining' }]);
  group.endError = new Error('AccessDenied');
  await expect(scale(0, context('first'))).rejects.toThrow('was not ended');
  expect(store.record).toMatchObject({ workers: 1, endedMachines: [] });
  group.endError = undefined;
  await scale(0, context('second'));
  expect(group.ended).toEqual(['i-1']);
});

it('leaves the machines alone where AWS owns them', async () => {
  const { released, context } = fakeScaler({ gpu: { desired: 1, running: 1 } });
  await scale(0, context());
  expect(released).toEqual([]);
});
