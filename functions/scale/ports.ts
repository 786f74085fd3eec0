import type { Machine } from './releasable-machines.ts';
import type { ScalingRecord } from './scaling-record.ts';

/** How many songs the queue holds; approximate for up to a minute after a change. */
export interface QueueDepth {
  /** Songs that no worker has. */
  readonly waiting: number;
  /** Songs that workers hold. */
  readonly inFlight: number;
}

/** The tasks of one service. */
export interface ServiceState {
  /** Tasks that should run. */
  readonly desired: number;
  readonly running: number;
  /** Running tasks whose scale-in protection is on. */
  readonly busy: number;
}

/** One kind of worker: an ECS service. */
export interface WorkerService {
  /** @throws {Error} when any part of the state is unknown. */
  read(): Promise<ServiceState>;
  setDesired(count: number): Promise<void>;
}

/** The machines that GPU workers run on: an Auto Scaling group, registered with the ECS cluster. */
export interface MachineGroup {
  list(): Promise<readonly Machine[]>;
  /** Tasks of GPU workers that ECS has not placed on a machine yet. */
  countUnplacedTasks(): Promise<number>;
  /** ECS places no further task on these. */
  drain(machines: readonly Machine[]): Promise<void>;
  /** Ends the machine; Auto Scaling does not replace it. */
  end(machine: Machine): Promise<void>;
}

/** A run's exclusive right to scale, with the record of the run before it. */
interface Claim {
  /** Absent before the first run, and when the record breaks its contract. */
  readonly previous: ScalingRecord | undefined;
}

/** How a run ended: nobody waited for it, another run asked for one more, or its claim had expired. */
export type Release = 'released' | 'asked-again' | 'lost';

/** The scaler's item in the job table. A claim on it keeps two runs from overlapping. */
export interface ScalingStore {
  /** @returns `undefined` while another run holds the claim. */
  claim(runId: string, nowMs: number): Promise<Claim | undefined>;
  /** Asks the run in progress to run once more. @returns `false` if none is in progress. */
  askAgain(nowMs: number): Promise<boolean>;
  /**
   * Saves the record and ends the claim. If another run has asked for one more, nothing is saved and
   * the claim lasts.
   * @param record absent when the run failed; the stored one then stays.
   */
  release(runId: string, record: ScalingRecord | undefined): Promise<Release>;
}
