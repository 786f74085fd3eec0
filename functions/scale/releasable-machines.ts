/** A GPU machine, as ECS knows it: a container instance. */
export interface Machine {
  /** ARN of the container instance. */
  readonly arn: string;
  /** Id of the EC2 instance. */
  readonly instanceId: string;
  /** `draining`: ECS places no task on it. `unavailable`: its agent does not answer. */
  readonly state: 'active' | 'draining' | 'unavailable';
  /** Tasks that run on it or are about to. */
  readonly tasks: number;
  readonly registeredSeconds: number;
}

export interface MachinesInput {
  readonly machines: readonly Machine[];
  /** GPU workers that there should be. */
  readonly wantedWorkers: number;
  /** GPU workers that run, as ECS counts them for the service. */
  readonly runningWorkers: number;
  /** Tasks that have no machine yet, among them the test of a deployment. */
  readonly unplacedTasks: number;
  /** ARNs of machines that were ended before and are still listed. */
  readonly endedBefore: readonly string[];
}

/** Machines to end, and machines that get no task from now on and are ended by the next run. */
export interface MachinesDecision {
  readonly end: readonly Machine[];
  readonly drain: readonly Machine[];
}

/** A new machine stays this long without a task: ECS places the one that it was started for. */
const graceSeconds = 120;
/** Ending a machine takes one request each, and the function has half a minute. */
const maxEndedAtOnce = 40;

/**
 * Decides which machines without a task go. Pure; docs/scaling.md explains the rule.
 *
 * A machine is ended in two steps. The first drains it, so that ECS places no task on it. Only when a
 * later run finds it still without a task is it ended. So no task can start on it in between.
 */
export function releasableMachines(input: MachinesInput): MachinesDecision {
  const { machines, wantedWorkers, runningWorkers, unplacedTasks, endedBefore } = input;
  const empty = machines.filter(({ tasks }) => tasks === 0);
  const end = empty.filter(({ state, arn }) => state === 'draining' && !endedBefore.includes(arn));
  const active = empty.filter(({ state }) => state === 'active');
  const needed = Math.max(0, unplacedTasks, wantedWorkers - runningWorkers);
  const old = active.filter(({ registeredSeconds }) => registeredSeconds >= graceSeconds);
  return {
    end: end.slice(0, maxEndedAtOnce),
    // The others, new ones among them, take the tasks that are about to come.
    drain: old.slice(0, Math.max(0, active.length - needed)),
  };
}

/** Whether a machine could be drained, so that it matters how many tasks have no machine yet. */
export function hasEmptyMachine(machines: readonly Machine[]): boolean {
  return machines.some(({ state, tasks }) => state === 'active' && tasks === 0);
}
