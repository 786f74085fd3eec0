import { type Machine, releasableMachines } from '../../functions/scale/releasable-machines.ts';
import type { MachineTimes } from './worker-kind.ts';

/** A machine without a worker; it is paid until it is gone. */
interface EmptyMachine {
  readonly dollarsPerHour: number;
  readonly registeredAtSeconds: number;
  /** From when its last task has stopped. */
  readonly emptyFromSeconds: number;
  readonly paidFromSeconds: number;
  state: Machine['state'];
}

interface EndedMachine {
  readonly dollarsPerHour: number;
  readonly paidSeconds: number;
  readonly goneAtSeconds: number;
}

/** GPU machines that have no worker at the moment. The scaler's own function decides which of them go. */
export class MachinePark {
  readonly #times: MachineTimes;
  #empty: EmptyMachine[] = [];

  constructor(times: MachineTimes) {
    this.#times = times;
  }

  get size(): number {
    return this.#empty.length;
  }

  /** A worker leaves its machine, or is withdrawn while its machine starts. */
  add(machine: Pick<EmptyMachine, 'dollarsPerHour' | 'registeredAtSeconds'>, nowSeconds: number) {
    this.#empty.push({
      ...machine,
      emptyFromSeconds: nowSeconds + this.#times.taskStopSeconds,
      paidFromSeconds: nowSeconds,
      state: 'active',
    });
  }

  /** Machines that a new task can use now. */
  countUsable(nowSeconds: number): number {
    return this.#empty.filter((machine) => isUsable(machine, nowSeconds)).length;
  }

  /** A machine that a new task can use; `undefined` when there is none. */
  take(nowSeconds: number): EmptyMachine | undefined {
    const index = this.#empty.findIndex((machine) => isUsable(machine, nowSeconds));
    return index < 0 ? undefined : this.#empty.splice(index, 1)[0];
  }

  /** One run of the scaler. Machines with a worker are none of its business. */
  release(
    workers: { readonly wanted: number; readonly running: number; readonly unplaced: number },
    nowSeconds: number,
  ): readonly EndedMachine[] {
    const listed = this.#empty.filter((machine) => machine.registeredAtSeconds <= nowSeconds);
    const { end, drain } = releasableMachines({
      machines: listed.map((machine, n) => described(machine, n, nowSeconds)),
      wantedWorkers: workers.wanted,
      runningWorkers: workers.running,
      unplacedTasks: workers.unplaced,
      endedBefore: [],
    });
    const chosen = (some: readonly Machine[]) =>
      some.flatMap(({ arn }) => listed[Number(arn)] ?? []);
    for (const machine of chosen(drain)) machine.state = 'draining';
    const ended = new Set(chosen(end));
    this.#empty = this.#empty.filter((machine) => !ended.has(machine));
    const goneAtSeconds = nowSeconds + this.#times.endSeconds;
    return [...ended].map(({ dollarsPerHour, paidFromSeconds }) => ({
      ...{ dollarsPerHour, goneAtSeconds },
      paidSeconds: goneAtSeconds - paidFromSeconds,
    }));
  }
}

function isUsable(machine: EmptyMachine, nowSeconds: number): boolean {
  const fromSeconds = Math.max(machine.emptyFromSeconds, machine.registeredAtSeconds);
  return machine.state === 'active' && fromSeconds <= nowSeconds;
}

function described(machine: EmptyMachine, index: number, nowSeconds: number): Machine {
  return {
    ...{ arn: String(index), instanceId: String(index), state: machine.state },
    tasks: machine.emptyFromSeconds <= nowSeconds ? 0 : 1,
    registeredSeconds: nowSeconds - machine.registeredAtSeconds,
  };
}
