import type { Observation, Policy, Targets } from './policy.ts';

const songsPerWorker = 4;
/** Application Auto Scaling allows this many steps per policy. */
const maxSteps = 20;
const growMinutes = 2;
const growCooldownSeconds = 300;
const shrinkMinutes = 10;
const shrinkCooldownSeconds = 120;
const shrinkBelow = 0.5;

/**
 * Scaling by three CloudWatch alarms, as it was before the scaler was a function. Kept for comparison:
 * Wake sets the number of workers while none runs, Grow adds one or two, Shrink removes one. Each alarm
 * reads its metrics once a minute, with `FILL(tasks, 0)`.
 */
export class OldPolicy implements Policy {
  readonly followsUploads = false;
  /** The number was part of the template. */
  readonly gpuAfterDeployment = 0;
  readonly #maxWorkers: number;
  readonly #isTaskCountLate: boolean;
  /** Songs per worker in the last minutes, newest last. */
  #songsPerTask: number[] = [];
  #grewSeconds = Number.NEGATIVE_INFINITY;
  #shrankSeconds = Number.NEGATIVE_INFINITY;

  /** @param isTaskCountLate the count of the newest minute is not there yet, so it is filled with 0. */
  constructor(maxWorkers: number, isTaskCountLate: boolean) {
    this.#maxWorkers = maxWorkers;
    this.#isTaskCountLate = isTaskCountLate;
  }

  decide(observation: Observation): Targets {
    const { gpu, waiting, inFlight, uploadsInLastMinute, atSeconds } = observation;
    const ratio = gpu.running > 0 ? (waiting + inFlight) / gpu.running : 1;
    this.#songsPerTask = [...this.#songsPerTask.slice(1 - shrinkMinutes), ratio];
    const backlog = Math.max(waiting, uploadsInLastMinute);
    const seenTasks = this.#isTaskCountLate ? 0 : gpu.running;
    if (seenTasks < 1 && backlog >= 1) return { cpu: 0, gpu: this.#wake(backlog) };
    // Without the newest count its ratio reads 1, which is neither many songs nor few.
    if (this.#isTaskCountLate) return { cpu: 0, gpu: gpu.desired };
    const change = this.#growth(atSeconds) - this.#reduction(atSeconds);
    return { cpu: 0, gpu: Math.max(0, Math.min(this.#maxWorkers, gpu.desired + change)) };
  }

  #wake(backlog: number): number {
    const steps = Math.min(this.#maxWorkers, maxSteps);
    const step = Math.floor((backlog - 1) / songsPerWorker);
    return step >= steps - 1 ? this.#maxWorkers : step + 1;
  }

  #growth(atSeconds: number): number {
    const latest = this.#songsPerTask.slice(-growMinutes);
    const isBusy = latest.length === growMinutes && latest.every((n) => n >= songsPerWorker);
    if (!isBusy || atSeconds < this.#grewSeconds + growCooldownSeconds) return 0;
    this.#grewSeconds = atSeconds;
    return (latest.at(-1) ?? 0) >= 2 * songsPerWorker ? 2 : 1;
  }

  #reduction(atSeconds: number): number {
    const latest = this.#songsPerTask;
    const isIdle = latest.length === shrinkMinutes && latest.every((n) => n < shrinkBelow);
    if (!isIdle || atSeconds < this.#shrankSeconds + shrinkCooldownSeconds) return 0;
    this.#shrankSeconds = atSeconds;
    return 1;
  }
}
