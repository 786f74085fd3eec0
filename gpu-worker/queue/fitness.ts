import type { MachineFailure } from '@my-pitch/shared/errors';
import type { JobId } from '@my-pitch/shared/ids';
import type { Logger } from 'pino';
import { machineFailureOf } from '../health/classify-machine-failure.ts';
import type { Condition } from '../health/liveness.ts';
import { restSeconds } from './backoff.ts';
import type { Diagnosis } from './diagnose.ts';
import { pause } from './pause.ts';

/** With a first rest of 5 s about 5 minutes; then a new worker is likelier to help. */
const maxRests = 6;
/** Well within the time after which a silent worker is taken for dead. */
const beatEverySeconds = 20;

export interface FitnessOptions {
  /** Tries all that songs need of this machine; resolves with the first thing that is wrong. */
  readonly probe: () => Promise<MachineFailure | undefined>;
  /** Tells the health check. */
  readonly report: (condition: Condition) => Promise<void>;
  readonly firstRestSeconds: number;
  readonly log: Logger;
}

/** This worker has stayed sick: it must end, so that the platform replaces it. */
export class WorkerUnfit extends Error {
  override readonly name = 'WorkerUnfit';
}

/**
 * Whether this worker is fit to take songs. It judges failed attempts by a probe of the machine. A
 * worker whose probe fails, or that fails with two different songs in a row, rests until a probe
 * passes, and gives up after some rests in vain. See decision 16.
 */
export class Fitness {
  readonly #options: FitnessOptions;
  #isProbed = false;
  #sickness: MachineFailure | undefined;
  /** The song with which it failed, since it last finished one. */
  #failedWith: JobId | undefined;
  #lastProbeFailed = false;
  #restsInVain = 0;

  constructor(options: FitnessOptions) {
    this.#options = options;
  }

  /** A song came to its end: a score, or a failure that is the song's own. */
  finishedSong(): void {
    this.#failedWith = undefined;
    this.#restsInVain = 0;
  }

  /** Something that songs need did not answer: the machine is probed before the next song. */
  doubt(): void {
    this.#isProbed = false;
  }

  /**
   * Judges a failed attempt. An ambiguous failure is the song's only when the machine passes its
   * probe and is not suspected: it has not failed with another song just before, nor rested for that
   * and finished no song since. A suspected machine that fails again has to rest again.
   */
  async judge({ blame, error }: Diagnosis, jobId: JobId): Promise<'song' | 'machine'> {
    const failedWithAnother = this.#failedWith !== undefined && this.#failedWith !== jobId;
    const isSuspected = failedWithAnother || this.#restsInVain > 0;
    this.#failedWith = jobId;
    await this.#probe();
    if (this.#sickness) return 'machine';
    if (isSuspected) {
      this.#sickness = machineFailureOf(error);
      return 'machine';
    }
    return blame === 'either' ? 'song' : 'machine';
  }

  /** Leaves a sign of life that tells how the worker is. Never throws. */
  async beat(): Promise<void> {
    const { report, log } = this.#options;
    const sickness = this.#sickness?.message;
    await report(sickness === undefined ? {} : { sickness }).catch((error: unknown) =>
      log.warn({ err: error }, 'no sign of life could be left'),
    );
  }

  /**
   * Resolves when the worker may take a song, at once if nothing is wrong, or when it is told to stop.
   * @throws {WorkerUnfit} after too many rests in vain.
   */
  async becomeFit(shutdown: AbortSignal): Promise<void> {
    if (!this.#isProbed) await this.#probe();
    if (!this.#sickness) return;
    const { log } = this.#options;
    const { fault } = this.#sickness;
    log.error({ metric: 'worker-sick', fault, err: this.#sickness }, 'sick, taking no songs');
    while (this.#sickness) {
      if (this.#restsInVain >= maxRests) {
        const text = `Still sick after ${maxRests} rests. ${this.#sickness.message}`;
        throw new WorkerUnfit(text, { cause: this.#sickness });
      }
      await this.#rest(shutdown);
      if (shutdown.aborted) return;
      await this.#probe();
    }
    this.#failedWith = undefined;
    await this.beat();
    log.info({ metric: 'worker-well', fault }, 'well again, taking songs');
  }

  async #probe(): Promise<void> {
    const { probe, log } = this.#options;
    this.#sickness = await probe().catch((error: unknown) => machineFailureOf(error));
    this.#isProbed = true;
    if (this.#sickness) log.warn({ err: this.#sickness }, 'probe failed');
    // What a probe has found and finds no more is over. What it never saw may still be there.
    else if (this.#lastProbeFailed) this.#restsInVain = 0;
    this.#lastProbeFailed = this.#sickness !== undefined;
  }

  async #rest(shutdown: AbortSignal): Promise<void> {
    let left = restSeconds(this.#options.firstRestSeconds, this.#restsInVain);
    this.#restsInVain += 1;
    while (left > 0 && !shutdown.aborted) {
      await this.beat();
      await pause(Math.min(left, beatEverySeconds) * 1000, shutdown);
      left -= beatEverySeconds;
    }
  }
}
