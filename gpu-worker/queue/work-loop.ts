import type { ReceivedMessage, TaskProtection } from '../ports.ts';
import { type Attempt, handleMessage } from './handle-message.ts';
import { invisibleSecondsFor } from './lease.ts';
import { pause } from './pause.ts';
import type { WorkerContext } from './run-attempt.ts';
import { SharedProtection } from './shared-protection.ts';
import { SongsInFlight } from './songs-in-flight.ts';

const pauseAfterErrorMs = 5000;

export interface WorkLoop extends Omit<WorkerContext, 'onHeartbeat' | 'inFlight'> {
  readonly protection: TaskProtection;
  /** The maximum number of songs in work at a time. */
  readonly maxSongs: number;
}

/**
 * Takes songs while the worker is healthy and has room for one. Each has its own lease and heartbeat.
 * Resolves after the shutdown signal, when no job is leased any more.
 * @throws {WorkerUnhealthy} when the worker stays unhealthy; its songs are being given back then.
 */
export async function workLoop(loop: WorkLoop): Promise<void> {
  const stop = new AbortController();
  const onShutdown = (): void => stop.abort();
  loop.shutdown.addEventListener('abort', onShutdown, { once: true });
  if (loop.shutdown.aborted) stop.abort();
  const worker = new SongTaker({ ...loop, shutdown: stop.signal });
  try {
    await worker.takeSongs();
  } catch (error) {
    stop.abort();
    throw error;
  } finally {
    loop.shutdown.removeEventListener('abort', onShutdown);
  }
}

class SongTaker {
  readonly #loop: WorkLoop;
  readonly #inFlight: SongsInFlight;
  readonly #protection: SharedProtection;
  #errorsInARow = 0;

  constructor(loop: WorkLoop) {
    this.#loop = loop;
    this.#inFlight = new SongsInFlight(loop.maxSongs);
    this.#protection = new SharedProtection(loop.protection);
  }

  async takeSongs(): Promise<void> {
    const { health, shutdown } = this.#loop;
    for (;;) {
      await this.#inFlight.whenFree();
      await health.waitUntilHealthy(shutdown);
      if (shutdown.aborted) return this.#inFlight.whenNone();
      await this.#takeSong().catch((error: unknown) => this.#recover(error));
    }
  }

  async #takeSong(): Promise<void> {
    const message = await this.#receive();
    const attempt = message && (await this.#claim(message));
    if (!attempt) {
      this.#errorsInARow = 0;
      return;
    }
    this.#inFlight.start(() => this.#run(attempt));
    if (attempt.mustBeAlone) await this.#inFlight.whenNone();
  }

  /** @returns `undefined` when no message came, or when the worker became unhealthy during the poll. */
  async #receive(): Promise<ReceivedMessage | undefined> {
    const { queue, health, leaseSeconds, shutdown } = this.#loop;
    const message = await queue.receive(invisibleSecondsFor(leaseSeconds), shutdown);
    await health.heartbeat();
    if (!message || health.mayTakeSong) return message;
    await queue.hide(message, 0);
    return undefined;
  }

  /** Claims a message's job. Task protection stays enabled if there is an attempt to run. */
  async #claim(message: ReceivedMessage): Promise<Attempt | undefined> {
    const { health } = this.#loop;
    const onHeartbeat = async (): Promise<void> => {
      await Promise.all([health.heartbeat(), this.#protection.renew()]);
    };
    await this.#protection.begin();
    let attempt: Attempt | undefined;
    try {
      const worker = { ...this.#loop, onHeartbeat, inFlight: this.#inFlight };
      attempt = await handleMessage(message, worker);
      return attempt;
    } finally {
      if (!attempt) await this.#protection.end();
    }
  }

  /** Its place stays occupied until the pause after an error is over. */
  async #run(attempt: Attempt): Promise<void> {
    try {
      await attempt.run().finally(() => this.#protection.end());
      this.#errorsInARow = 0;
    } catch (error) {
      await this.#recover(error);
    }
  }

  async #recover(error: unknown): Promise<void> {
    const { health, log, shutdown } = this.#loop;
    if (shutdown.aborted) return;
    log.error({ err: error }, 'the queue or the table did not answer, trying again');
    this.#errorsInARow += 1;
    if (this.#errorsInARow > 1) health.requireProbe();
    await pause(pauseAfterErrorMs, shutdown);
  }
}
