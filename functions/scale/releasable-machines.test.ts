import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Machine, type MachinesInput, releasableMachines } from './releasable-machines.ts';

let count = 0;
function machine(part: Partial<Machine> = {}): Machine {
  count += 1;
  const names = { arn: `arn:${count}`, instanceId: `i-${count}` };
  return { ...names, state: 'active', tasks: 0, registeredSeconds: 600, ...part };
}

function decide(machines: readonly Machine[], part: Partial<MachinesInput> = {}) {
  const decision = releasableMachines({
    ...{ machines, wantedWorkers: 0, runningWorkers: 0, unplacedTasks: 0, endedBefore: [] },
    ...part,
  });
  const names = (some: readonly Machine[]) => some.map(({ arn }) => arn);
  return { drain: names(decision.drain), end: names(decision.end) };
}

describe('a machine without a task', () => {
  it('is drained first, and ended when it is still without a task', () => {
    const idle = machine();
    expect(decide([idle])).toEqual({ drain: [idle.arn], end: [] });
    expect(decide([{ ...idle, state: 'draining' }])).toEqual({ drain: [], end: [idle.arn] });
  });

  it.each([
    ['is new: its task comes within seconds', { registeredSeconds: 119 }],
    ['does not answer: it may have a task', { state: 'unavailable' as const }],
    ['has a task', { tasks: 1 }],
    ['is drained while it has a task', { tasks: 1, state: 'draining' as const }],
  ])('stays if it %s', (_, part) => {
    expect(decide([machine(part)])).toEqual({ drain: [], end: [] });
  });

  it('stays for a worker that is wanted and does not run', () => {
    const machines = [machine(), machine(), machine()];
    const need = { wantedWorkers: 5, runningWorkers: 3 };
    expect(decide(machines, need).drain).toHaveLength(1);
  });

  it('stays for a task that has no machine yet, as the test of a deployment', () => {
    expect(decide([machine(), machine()], { unplacedTasks: 1 }).drain).toHaveLength(1);
  });

  it('goes if a new machine can take the tasks that are about to come', () => {
    const [old, fresh] = [machine(), machine({ registeredSeconds: 5 })];
    expect(decide([old, fresh], { unplacedTasks: 1 }).drain).toEqual([old.arn]);
  });

  it('is ended once only: a second request could reduce the group twice', () => {
    const leaving = machine({ state: 'draining' });
    expect(decide([leaving], { endedBefore: [leaving.arn] }).end).toEqual([]);
  });
});

it('ends no more machines in a run than it has time for', () => {
  const many = Array.from({ length: 200 }, () => machine({ state: 'draining' }));
  expect(decide(many).end).toHaveLength(40);
});

const anyMachine = fc
  .record({
    state: fc.constantFrom<Machine['state'][]>('active', 'draining', 'unavailable'),
    tasks: fc.nat(2),
    registeredSeconds: fc.nat(400),
  })
  .map(machine);

it('never touches a machine with a task, nor one that a wanted worker needs', () => {
  const counts = [fc.nat(12), fc.nat(12), fc.nat(12)] as const;
  fc.assert(
    fc.property(fc.array(anyMachine), ...counts, (machines, wanted, running, unplacedTasks) => {
      const need = { wantedWorkers: wanted, runningWorkers: running, unplacedTasks };
      const { drain, end } = decide(machines, need);
      const touched = machines.filter(({ arn }) => [...drain, ...end].includes(arn));
      expect(touched.filter(({ tasks }) => tasks > 0)).toEqual([]);
      const isUsable = (each: Machine) => each.state === 'active' && each.tasks === 0;
      const usable = machines.filter(isUsable).length;
      const left = usable - drain.length;
      expect(left).toBeGreaterThanOrEqual(
        Math.min(usable, Math.max(wanted - running, unplacedTasks)),
      );
    }),
  );
});

/** ECS with its capacity provider: it places tasks, and starts machines for those without one. */
class Cluster {
  machines: Machine[] = [];
  desired = 0;
  ended: Machine[] = [];
  started = 0;

  get tasks(): number {
    return this.machines.reduce((sum, { tasks }) => sum + tasks, 0);
  }

  /** A minute passes. */
  step(desired: number): void {
    this.desired = desired;
    this.machines = this.machines.map((each) => ({
      ...each,
      registeredSeconds: each.registeredSeconds + 60,
    }));
    for (let spare = this.tasks - desired; spare > 0; spare -= 1) this.#change({ tasks: 1 }, 0);
    while (this.tasks < desired) {
      const isFree = this.machines.some(({ state, tasks }) => state === 'active' && tasks === 0);
      if (!isFree) {
        this.machines.push(machine({ registeredSeconds: 0 }));
        this.started += 1;
      }
      this.#change({ tasks: 0, state: 'active' }, 1);
    }
  }

  #change(like: Partial<Machine>, tasks: number): void {
    const index = this.machines.findIndex((each) =>
      Object.entries(like).every(([key, value]) => each[key as keyof Machine] === value),
    );
    this.machines = this.machines.map((each, n) => (n === index ? { ...each, tasks } : each));
  }

  release(): void {
    const { machines, desired, tasks } = this;
    const need = { wantedWorkers: desired, runningWorkers: tasks, unplacedTasks: desired - tasks };
    const { drain, end } = releasableMachines({ machines, endedBefore: [], ...need });
    this.ended.push(...end);
    this.machines = machines
      .filter((each) => !end.includes(each))
      .map((each) => (drain.includes(each) ? { ...each, state: 'draining' } : each));
  }
}

describe('beside the capacity provider of ECS', () => {
  it('keeps a machine for each worker, and starts none without a new need', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(6), { maxLength: 40 }), (wishes) => {
        const cluster = new Cluster();
        for (const desired of wishes) {
          const before = cluster.started;
          const tasksBefore = cluster.tasks;
          cluster.step(desired);
          // The provider grows the group for a new need only, not because a machine was ended.
          if (desired <= tasksBefore) expect(cluster.started).toBe(before);
          cluster.release();
          expect(cluster.tasks).toBe(desired);
        }
        expect(cluster.ended.filter(({ tasks }) => tasks > 0)).toEqual([]);
        // Without work everything is gone after the grace time and two runs.
        for (let minute = 0; minute < 5; minute += 1) {
          cluster.step(0);
          cluster.release();
        }
        expect(cluster.machines).toEqual([]);
      }),
    );
  });
});
