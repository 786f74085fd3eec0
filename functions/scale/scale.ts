import type { WorkerPoolSettings } from '@my-pitch/shared/env';
import type { Clock, Log } from '../ports.ts';
import { steadySongsPerSecond, withArrivalSample } from './arrival-rate.ts';
import type { ScalingDecision, ScalingInput, WorkerPool } from './desired-workers.ts';
import type { MachineGroup, ScalingStore, ServiceState, WorkerService } from './ports.ts';
import { type ReleasedMachines, releaseMachines } from './release-machines.ts';
import {
  nextRecord,
  type Observation,
  type PoolRecord,
  pendingTasks,
  type ScalingRecord,
  secondsSince,
} from './scaling-record.ts';

/** The settings that a decision needs. */
export type PoolFacts = Pick<
  WorkerPoolSettings,
  | 'maxWorkers'
  | 'startSeconds'
  | 'songSeconds'
  | 'songsAtOnce'
  | 'dollarsPerHour'
  | 'keepIdleSeconds'
>;

/** One kind of worker with what is known about it in advance. */
export interface Pool {
  readonly service: WorkerService;
  readonly facts: PoolFacts;
  /** Absent where AWS owns the machines. */
  readonly machines?: MachineGroup;
}

export interface ScaleContext {
  readonly queue: { read(): Promise<Observation['depth']> };
  readonly cpu: Pool;
  /** Absent where the deployment has no GPU workers. */
  readonly gpu: Pool | undefined;
  readonly store: ScalingStore;
  readonly decide: (input: ScalingInput) => ScalingDecision;
  /** Publishes what a run saw and decided. */
  readonly publish: (input: ScalingInput, decision: ScalingDecision) => void;
  /** Publishes what a run did to the machines. */
  readonly publishMachines: (released: ReleasedMachines) => void;
  readonly clock: Clock;
  readonly runId: string;
  readonly log: Log;
}

/** A GPU machine starts within five minutes when there is one. */
const quotaHintSeconds = 15 * 60;
const quotaHint =
  'GPU tasks do not start. See the activity of the Auto Scaling group: no machine of these types is free, or the quota "Running On-Demand G and VT instances" (spot: "All G and VT Spot Instance Requests") is too small.';

const notEnded = 'A machine without a task was not ended; ECS ends it after a quarter of an hour';

/** Further requests than these have to wait for the next minute. */
const maxRounds = 3;

/**
 * Reads the queue and the services, decides how many workers there should be, and asks ECS for them.
 *
 * Only one run at a time does so: a run that finds another one asks it to look again and leaves.
 * Otherwise a run that read the queue before a song arrived could undo what a later one has decided.
 * The function's reserved concurrency cannot ensure this, since a new account has none to reserve.
 * @param songsQueued songs that have just been queued; the queue's own count may not show them yet.
 * @returns the last decision; `undefined` if another run is in progress.
 * @throws {Error} when a read fails: then nothing is changed; and when AWS refuses a change.
 */
export async function scale(
  songsQueued: number,
  context: ScaleContext,
): Promise<ScalingDecision | undefined> {
  const { store, clock, log } = context;
  let decision: ScalingDecision | undefined;
  let released: ReleasedMachines | undefined;
  let songs = songsQueued;
  for (let round = 0; round < maxRounds; round += 1) {
    const claim = await store.claim(context.runId, clock());
    if (!claim) {
      if (songs === 0 || (await store.askAgain(clock()))) return decision;
      continue;
    }
    let record: ScalingRecord | undefined;
    try {
      const seen = await observe(songs, context);
      const next = nextRecord(seen, claim.previous);
      const input = inputOf(seen, next, context);
      const arrivals = withArrivalSample(next.arrivals, seen.nowMs / 1000, input);
      record = { ...next, arrivals };
      const songsPerSecond = steadySongsPerSecond(arrivals);
      decision = await decideAndApply({ ...input, songsPerSecond }, seen, context);
      // Once in a run: so there is time between draining a machine and ending it.
      released ??= await endIdleMachines(decision, seen, next.endedMachines, context);
      record = { ...record, endedMachines: released.ended };
      if (released.errors.length > 0) throw new AggregateError(released.errors, notEnded);
    } catch (error) {
      await store.release(context.runId, record);
      throw error;
    }
    const release = await store.release(context.runId, record);
    if (release === 'lost') log.warn('the run took longer than its claim', {});
    if (release !== 'asked-again') break;
    // Only a run for an upload asks.
    songs = Math.max(1, songs);
  }
  return decision;
}

/** Reads everything; a single failure fails the run, because a missing count must not look like 0. */
async function observe(
  songsQueued: number,
  { queue, cpu, gpu, clock }: ScaleContext,
): Promise<Observation> {
  const [depth, cpuState, gpuState] = await Promise.all([
    queue.read(),
    cpu.service.read(),
    gpu?.service.read() ?? noService,
  ]);
  const isEmpty = depth.waiting + depth.inFlight === 0;
  const waiting = isEmpty ? songsQueued : depth.waiting;
  return { nowMs: clock(), depth: { ...depth, waiting }, cpu: cpuState, gpu: gpuState };
}

const noService: ServiceState = { desired: 0, running: 0, busy: 0 };
const noFacts: PoolFacts = {
  ...{ maxWorkers: 0, startSeconds: 0, songSeconds: 1, songsAtOnce: 1, dollarsPerHour: 0 },
  keepIdleSeconds: 0,
};

function inputOf(
  seen: Observation,
  record: ScalingRecord,
  { cpu, gpu }: ScaleContext,
): ScalingInput {
  const { nowMs } = seen;
  return {
    ...seen.depth,
    idleSeconds: {
      cpu: secondsSince(record.cpu.lastWorkAt, nowMs),
      gpu: secondsSince(record.gpu.lastWorkAt, nowMs),
    },
    cpu: poolOf(seen.cpu, record.cpu, cpu.facts, nowMs),
    gpu: poolOf(seen.gpu, record.gpu, gpu?.facts ?? noFacts, nowMs),
  };
}

async function decideAndApply(
  input: ScalingInput,
  seen: Observation,
  context: ScaleContext,
): Promise<ScalingDecision> {
  const { cpu, gpu, decide, publish, log } = context;
  const decision = decide(input);
  requireCount(decision.cpu, input.cpu);
  requireCount(decision.gpu, input.gpu);
  publish(input, decision);
  if (input.gpu.pendingSeconds >= quotaHintSeconds) log.warn(quotaHint, { gpu: input.gpu });
  // One service that refuses must not keep the other from changing.
  const changes = await Promise.allSettled([
    change(cpu.service, seen.cpu, decision.cpu),
    gpu && change(gpu.service, seen.gpu, decision.gpu),
  ]);
  const errors = changes.flatMap((each) => (each.status === 'rejected' ? [each.reason] : []));
  if (errors.length > 0) throw new AggregateError(errors, 'ECS did not change a desired count');
  return decision;
}

/** Ends GPU machines that no worker needs. ECS would do so a quarter of an hour later. */
async function endIdleMachines(
  { gpu: wantedWorkers }: ScalingDecision,
  { gpu: { running: runningWorkers } }: Observation,
  endedBefore: readonly string[],
  { gpu, publishMachines }: ScaleContext,
): Promise<ReleasedMachines> {
  if (!gpu?.machines) return { ...noMachines, ended: endedBefore };
  const released = await releaseMachines(
    gpu.machines,
    { wantedWorkers, runningWorkers },
    endedBefore,
  );
  publishMachines(released);
  return released;
}

const noMachines = { listed: 0, endedNow: 0, drainedNow: 0, errors: [] };

function poolOf(
  service: ServiceState,
  { pendingSince }: PoolRecord,
  facts: PoolFacts,
  nowMs: number,
): WorkerPool {
  return {
    ...facts,
    running: countedTasks(service),
    pending: pendingTasks(service),
    pendingSeconds: secondsSince(pendingSince, nowMs),
    busy: service.busy,
  };
}

/** During a deployment old and new tasks run side by side; counting both would double the pool. */
function countedTasks({ desired, running, busy }: ServiceState): number {
  return Math.max(busy, Math.min(running, desired));
}

/** @throws {RangeError} for a decision that ECS must not get. Busy workers may exceed the maximum. */
function requireCount(count: number, { maxWorkers, busy }: WorkerPool): void {
  const max = Math.max(maxWorkers, busy);
  if (Number.isInteger(count) && count >= 0 && count <= max) return;
  throw new RangeError(`${count} is no number of workers between 0 and ${max}`);
}

async function change(service: WorkerService, { desired }: ServiceState, wanted: number) {
  if (wanted !== desired) await service.setDesired(wanted);
}
