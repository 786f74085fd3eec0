import {
  type ArrivalSample,
  steadySongsPerSecond,
  withArrivalSample,
} from '../../functions/scale/arrival-rate.ts';
import { desiredWorkers, type WorkerPool } from '../../functions/scale/desired-workers.ts';
import type { FleetCounts, Observation, Policy, Targets } from './policy.ts';
import type { Scenario } from './scenarios.ts';
import type { Kinds, WorkerKind } from './worker-kind.ts';

/** The scaler as its Lambda function runs it, with what that keeps from one run to the next. */
export class ScalerPolicy implements Policy {
  readonly followsUploads = true;
  readonly #cpu: PoolClock;
  readonly #gpu: PoolClock;
  #arrivals: readonly ArrivalSample[] = [];

  constructor(scenario: Scenario, kinds: Kinds) {
    this.#cpu = new PoolClock(kinds.cpu, scenario.maxCpuWorkers);
    this.#gpu = new PoolClock(kinds.gpu, scenario.maxGpuWorkers);
  }

  decide(observation: Observation): Targets {
    const { atSeconds, waiting, inFlight } = observation;
    const [cpu, gpu] = [this.#cpu, this.#gpu];
    const pools = {
      cpu: cpu.pool(observation.cpu, atSeconds),
      gpu: gpu.pool(observation.gpu, atSeconds),
    };
    this.#arrivals = withArrivalSample(this.#arrivals, atSeconds, { waiting, inFlight, ...pools });
    return desiredWorkers({
      waiting,
      inFlight,
      songsPerSecond: steadySongsPerSecond(this.#arrivals),
      idleSeconds: {
        cpu: cpu.idleSeconds(observation.cpu.inFlight + waiting, atSeconds),
        gpu: gpu.idleSeconds(observation.gpu.inFlight + waiting, atSeconds),
      },
      ...pools,
    });
  }
}

/** Since when a pool has had no song, and since when none of its pending tasks has started. */
class PoolClock {
  readonly #kind: WorkerKind;
  readonly #maxWorkers: number;
  #lastSongSeconds = 0;
  #lastStartSeconds = 0;
  #running = 0;

  constructor(kind: WorkerKind, maxWorkers: number) {
    this.#kind = kind;
    this.#maxWorkers = maxWorkers;
  }

  idleSeconds(songs: number, atSeconds: number): number {
    if (songs > 0) this.#lastSongSeconds = atSeconds;
    return atSeconds - this.#lastSongSeconds;
  }

  pool(counts: FleetCounts, atSeconds: number): WorkerPool {
    const { desired } = counts;
    const running = Math.min(counts.running, desired);
    if (running === desired || running > this.#running) this.#lastStartSeconds = atSeconds;
    this.#running = running;
    const { startSeconds, songSeconds, songsAtOnce, dollarsPerHour, keepIdleSeconds } = this.#kind;
    return {
      running,
      pending: desired - running,
      pendingSeconds: atSeconds - this.#lastStartSeconds,
      busy: Math.min(counts.busy, desired),
      maxWorkers: this.#maxWorkers,
      startSeconds,
      songSeconds,
      songsAtOnce,
      dollarsPerHour,
      keepIdleSeconds,
    };
  }
}
