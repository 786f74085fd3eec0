import { isGpu } from '../stages/separate/runtime/is-gpu.ts';

/** The songs that a worker has in work, up to a limit. */
export class SongsInFlight {
  readonly #running = new Set<Promise<void>>();
  readonly #maxSongs: number;

  constructor(maxSongs: number) {
    this.#maxSongs = maxSongs;
  }

  get count(): number {
    return this.#running.size;
  }

  /** Starts the work on one more song. @param work must not throw. */
  start(work: () => Promise<void>): void {
    const running = work().finally(() => this.#running.delete(running));
    this.#running.add(running);
  }

  /** Resolves when the worker has room for one more song. */
  async whenFree(): Promise<void> {
    while (this.count >= this.#maxSongs) await Promise.race(this.#running);
  }

  /** Resolves when no song is in flight. */
  async whenNone(): Promise<void> {
    while (this.count > 0) await Promise.all(this.#running);
  }
}

/**
 * How many songs a worker takes at a time by default. On a GPU the processor is idle while a song is
 * separated, and the GPU is idle during the other stages, so two songs fill each other's gaps. On a
 * processor the separation uses all cores, so a second song only takes memory.
 * @param provider the execution provider of the separation: `cpu`, `openvino`, `cuda`, …
 */
export function defaultMaxSongs(provider: string, processors: number): number {
  return isGpu(provider) && processors >= 4 ? 2 : 1;
}
