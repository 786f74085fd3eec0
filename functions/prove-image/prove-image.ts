import type { Clock } from '../ports.ts';

/** One task that tests an image: the parameters of ECS' RunTask. */
export interface TrialTask {
  readonly cluster: string;
  readonly taskDefinition: string;
  readonly capacityProvider: string;
  /** The container whose command is replaced. */
  readonly container: string;
  readonly command: readonly string[];
  /** Only for tasks with a network interface of their own. */
  readonly network?: {
    readonly subnets: readonly string[];
    readonly securityGroups: readonly string[];
  };
}

/** What ECS says about a task. */
export interface TaskState {
  readonly status: string;
  /** Of the tested container; absent while it has not ended, and when it never started. */
  readonly exitCode?: number | undefined;
  readonly stoppedReason?: string | undefined;
}

/** Runs single tasks. */
export interface TaskRunner {
  /** @returns the task's ARN. @throws {Error} when ECS does not accept the task. */
  start(trial: TrialTask): Promise<string>;
  read(cluster: string, taskArn: string): Promise<TaskState>;
  stop(cluster: string, taskArn: string, reason: string): Promise<void>;
}

export interface ProveImageContext {
  readonly tasks: TaskRunner;
  readonly clock: Clock;
  readonly pause: (ms: number) => Promise<void>;
  /** When to give up, epoch milliseconds. */
  readonly deadlineMs: number;
}

const pollMs = 5000;
const startAttempts = 3;

/**
 * Runs one task of a new task definition with the worker's self-test, and waits for its end.
 * @throws {Error} that says what to do when the self-test fails, or when the task does not end in time.
 */
export async function proveImage(trial: TrialTask, context: ProveImageContext): Promise<void> {
  const { tasks, clock, pause, deadlineMs } = context;
  const taskArn = await start(trial, context);
  const id = taskArn.split('/').at(-1);
  let hasStarted = false;
  while (clock() < deadlineMs) {
    const state = await tasks.read(trial.cluster, taskArn);
    if (state.status === 'STOPPED') return judge(state, id);
    hasStarted ||= state.status === 'RUNNING';
    await pause(pollMs);
  }
  await tasks.stop(trial.cluster, taskArn, 'The self-test took too long');
  throw new Error(
    hasStarted
      ? `The self-test of the new image did not end in time (task ${id}, see the worker's log)`
      : `No machine for the self-test of the new image (task ${id}): raise the quota of ${trial.capacityProvider}, or deploy again when AWS has capacity. See docs/operations.md`,
  );
}

/** In a new account the first request may fail until its service-linked role is known everywhere. */
async function start(trial: TrialTask, { tasks, pause }: ProveImageContext): Promise<string> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await tasks.start(trial);
    } catch (error) {
      if (attempt === startAttempts) throw error;
      await pause(2 * pollMs);
    }
  }
}

function judge({ exitCode, stoppedReason }: TaskState, id: string | undefined): void {
  if (exitCode === 0) return;
  const reason = exitCode === undefined ? stoppedReason : `exit code ${exitCode}`;
  throw new Error(
    `The new image failed its self-test: ${reason} (task ${id}, see the worker's log)`,
  );
}
