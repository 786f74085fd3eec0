import type { MachineGroup } from './ports.ts';
import { hasEmptyMachine, type Machine, releasableMachines } from './releasable-machines.ts';

export interface WorkerNeed {
  readonly wantedWorkers: number;
  readonly runningWorkers: number;
}

/** What a run did to the machines. */
export interface ReleasedMachines {
  /** Machines that ECS lists. */
  readonly listed: number;
  /** ARNs of all machines that were ended and are still listed, for the next run. */
  readonly ended: readonly string[];
  readonly endedNow: number;
  readonly drainedNow: number;
  /** Why some were not ended. */
  readonly errors: readonly unknown[];
}

/**
 * Ends machines without a task, and drains those that the next run ends.
 * @param endedBefore ARNs of machines that earlier runs ended. Auto Scaling takes a minute to end one,
 * and a second request could reduce the number of machines twice.
 * @throws {Error} when a read fails: then nothing is changed.
 */
export async function releaseMachines(
  group: MachineGroup,
  need: WorkerNeed,
  endedBefore: readonly string[],
): Promise<ReleasedMachines> {
  const machines = await group.list();
  const unplacedTasks = hasEmptyMachine(machines) ? await group.countUnplacedTasks() : 0;
  const { end, drain } = releasableMachines({ machines, unplacedTasks, endedBefore, ...need });
  const errors: unknown[] = [];
  const attempt = async (work: () => Promise<void>) => {
    try {
      await work();
      return true;
    } catch (error) {
      errors.push(error);
      return false;
    }
  };
  const endedNow: Machine[] = [];
  for (const machine of end) {
    if (await attempt(() => group.end(machine))) endedNow.push(machine);
  }
  const hasDrained = drain.length > 0 && (await attempt(() => group.drain(drain)));
  const stillListed = endedBefore.filter((arn) => machines.some((each) => each.arn === arn));
  return {
    listed: machines.length,
    ended: [...stillListed, ...endedNow.map(({ arn }) => arn)],
    endedNow: endedNow.length,
    drainedNow: hasDrained ? drain.length : 0,
    errors,
  };
}
