import type { Spread } from './random.ts';

/** One kind of worker, as the scaler is told about it and as it behaves in the simulation. */
export interface WorkerKind {
  /** Work on a song of `typicalSongSeconds` by a worker that works on `songsAtOnce`: seconds / songs. */
  readonly songSeconds: number;
  readonly songsAtOnce: number;
  /** The start that the scaler expects. */
  readonly startSeconds: number;
  /** The starts that happen. */
  readonly start: Spread;
  /** The price that the scaler expects. */
  readonly dollarsPerHour: number;
  /** The prices that are paid: the share of tasks that get none of the cheap capacity pays more. */
  readonly otherDollarsPerHour: number;
  readonly otherShare: number;
  readonly interruptionsPerHour: number;
  readonly crashesPerHour: number;
  readonly keepIdleSeconds: number;
  /** A machine is paid this much longer than its task runs, if the scaler does not end it. */
  readonly releaseSeconds: number;
  /** Present if the scaler ends the machines. */
  readonly machines?: MachineTimes;
}

export interface MachineTimes {
  /** From the request for a machine until ECS knows it. */
  readonly registerSeconds: number;
  /** The start of a worker on a machine that has its image. */
  readonly restartSeconds: number;
  /** From the wish for fewer tasks until the task has stopped. */
  readonly taskStopSeconds: number;
  /** From the request to end a machine until it is no longer paid. */
  readonly endSeconds: number;
}

export interface Kinds {
  readonly cpu: WorkerKind;
  readonly gpu: WorkerKind;
}

export const typicalSongSeconds = 180;

const ipv4DollarsPerHour = 0.005;
/** Fargate, 2 vCPU and 4 GB. */
const fargateDollarsPerHour = 2 * 0.04048 + 4 * 0.004445;
const fargateSpotShare = 0.3;
/** g4dn.xlarge and 100 GB of gp3 at 0.08 dollars a month. */
const gpuMachineDollarsPerHour = 0.526 + (100 * 0.08) / 730;

export const kinds: Kinds = {
  cpu: {
    songSeconds: 110,
    songsAtOnce: 1,
    startSeconds: 90,
    start: { median: 75, p95: 130 },
    dollarsPerHour: fargateSpotShare * fargateDollarsPerHour + ipv4DollarsPerHour,
    otherDollarsPerHour: fargateDollarsPerHour + ipv4DollarsPerHour,
    otherShare: 0.1,
    interruptionsPerHour: 0.05,
    crashesPerHour: 0.005,
    keepIdleSeconds: 120,
    releaseSeconds: 15,
  },
  gpu: {
    songSeconds: 20,
    songsAtOnce: 2,
    startSeconds: 300,
    start: { median: 270, p95: 420 },
    dollarsPerHour: gpuMachineDollarsPerHour + ipv4DollarsPerHour,
    otherDollarsPerHour: gpuMachineDollarsPerHour + ipv4DollarsPerHour,
    otherShare: 0,
    interruptionsPerHour: 0,
    crashesPerHour: 0.005,
    keepIdleSeconds: 240,
    releaseSeconds: 0,
    machines: { registerSeconds: 120, restartSeconds: 60, taskStopSeconds: 15, endSeconds: 45 },
  },
};

/**
 * The old policy had GPU workers only, with one song at a time. Their machines left a quarter of an hour
 * after their tasks: the capacity provider waits for 15 points of its metric.
 */
const { machines: _, ...gpuWithoutMachines } = kinds.gpu;
export const oldKinds: Kinds = {
  ...kinds,
  gpu: { ...gpuWithoutMachines, songSeconds: 30, songsAtOnce: 1, releaseSeconds: 900 },
};
