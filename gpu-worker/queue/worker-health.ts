import type { MachineFailure } from '@my-pitch/shared/errors';
import type { JobId } from '@my-pitch/shared/ids';
import type { Logger } from 'pino';
import { machineFailureOf } from '../health/classify-machine-failure.ts';
import type { HealthReport } from '../health/heartbeat.ts';
import { probePauseSeconds } from './backoff.ts';
import type { Diagnosis } from './diagnose.ts';
import { pause } from './pause.ts';

/** With a first pause of 5 s about 5 minutes. After that a new worker is more likely to help. */
const maxPauses = 6;
/** Well below the time after which the health check calls a silent worker dead. */
const heartbeatIntervalSeconds = 20;

export interface WorkerHealthOptions {
  /** Tests everything that songs need of this machine. Resolves with the first fault. */
  readonly probe: () => Promise<MachineFailure | undefined>;
  /** Writes the state that the health check reads. */
  readonly report: (report: HealthReport) => Promise<void>;
  readonly firstPauseSeconds: number;
  readonly log: Logger;
}

/** This worker stays unhealthy. It must end so that the platform replaces it. */
export class WorkerUnhealthy extends Error {
  override readonly name = 'WorkerUnhealthy';
}

/**
 * Decides whether this worker may take songs. It attributes failed attempts to the song or to the
 * machine with the help of a probe. After a failed probe, or after failures with two different songs
 * in a row, the worker pauses until a probe passes. After too many pauses it gives up.
 * See docs/decisions/0016-failures-of-songs-and-of-machines.md.
 */
export class WorkerHealth {
  readonly #options: WorkerHealthOptions;
  #isProbed = false;
  #probing: Promise<void> | undefined;
  #fault: MachineFailure | undefined;
  /** The song of the last failed attempt since this worker last finished a song. */
  #failedSong: JobId | undefined;
  #failureCount = 0;
  #lastProbeFailed = false;
  #pausesWithoutRecovery = 0;

  constructor(options: WorkerHealthOptions) {
    this.#options = options;
  }

  /** How many attempts have failed in a way that may be the machine's fault. */
  get failureCount(): number {
    return this.#failureCount;
  }

  /** Whether the worker may take a song now, without a probe or a pause before. */
  get mayTakeSong(): boolean {
    return this.#isProbed && !this.#probing && !this.#fault;
  }

  /**
   * Records that a song is done: with a score, or with a failure that the song itself caused.
   * @param failuresBefore `failureCount` when the song began. A song that began before the last failure
   * does not show that the machine works again.
   */
  recordFinishedSong(failuresBefore: number): void {
    if (failuresBefore !== this.#failureCount) return;
    this.#failedSong = undefined;
    this.#pausesWithoutRecovery = 0;
  }

  /** Requires a probe before the next song, because something that songs need did not answer. */
  requireProbe(): void {
    this.#isProbed = false;
  }

  /**
   * Attributes a failed attempt. An ambiguous failure is the song's only if the machine passes its
   * probe and is not suspect. The machine is suspect if it failed with another song just before, or
   * if it paused for that reason and has finished no song since. A suspect machine pauses again.
   */
  async attributeFailure({ blame, error }: Diagnosis, jobId: JobId): Promise<'song' | 'machine'> {
    const failedWithAnother = this.#failedSong !== undefined && this.#failedSong !== jobId;
    const isSuspect = failedWithAnother || this.#pausesWithoutRecovery > 0;
    this.#failedSong = jobId;
    this.#failureCount += 1;
    await this.#probe();
    if (this.#fault) return 'machine';
    if (isSuspect) {
      this.#fault = machineFailureOf(error);
      return 'machine';
    }
    return blame === 'either' ? 'song' : 'machine';
  }

  /** Reports that this worker lives, and its fault if it has one. Never throws. */
  async heartbeat(): Promise<void> {
    const { report, log } = this.#options;
    const unhealthyReason = this.#fault?.message;
    await report(unhealthyReason === undefined ? {} : { unhealthyReason }).catch((error: unknown) =>
      log.warn({ err: error }, 'the heartbeat for the health check could not be written'),
    );
  }

  /**
   * Resolves when the worker may take a song, or when `shutdown` aborts. Resolves at once for a healthy
   * worker.
   * @throws {WorkerUnhealthy} after too many pauses.
   */
  async waitUntilHealthy(shutdown: AbortSignal): Promise<void> {
    if (!this.#isProbed || this.#probing) await this.#probe();
    if (!this.#fault) return;
    const { log } = this.#options;
    const { fault } = this.#fault;
    log.error({ metric: 'worker-sick', fault, err: this.#fault }, 'unhealthy, taking no songs');
    while (this.#fault) {
      if (this.#pausesWithoutRecovery >= maxPauses) {
        const text = `Still unhealthy after ${maxPauses} pauses. ${this.#fault.message}`;
        throw new WorkerUnhealthy(text, { cause: this.#fault });
      }
      await this.#pause(shutdown);
      if (shutdown.aborted) return;
      await this.#probe();
    }
    this.#failedSong = undefined;
    await this.heartbeat();
    log.info({ metric: 'worker-well', fault }, 'healthy again, taking songs');
  }

  /** One at a time: songs that fail together share a probe. */
  #probe(): Promise<void> {
    this.#probing ??= this.#runProbe().finally(() => {
      this.#probing = undefined;
    });
    return this.#probing;
  }

  async #runProbe(): Promise<void> {
    const { probe, log } = this.#options;
    this.#fault = await probe().catch((error: unknown) => machineFailureOf(error));
    this.#isProbed = true;
    if (this.#fault) log.warn({ err: this.#fault }, 'probe failed');
    // A passing probe proves recovery only from a fault that a probe had found.
    else if (this.#lastProbeFailed) this.#pausesWithoutRecovery = 0;
    this.#lastProbeFailed = this.#fault !== undefined;
  }

  async #pause(shutdown: AbortSignal): Promise<void> {
    let seconds = probePauseSeconds(this.#options.firstPauseSeconds, this.#pausesWithoutRecovery);
    this.#pausesWithoutRecovery += 1;
    while (seconds > 0 && !shutdown.aborted) {
      await this.heartbeat();
      await pause(Math.min(seconds, heartbeatIntervalSeconds) * 1000, shutdown);
      seconds -= heartbeatIntervalSeconds;
    }
  }
}
