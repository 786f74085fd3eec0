/** Waits end at multiples of this. */
const tickMs = 10;

/** A clock that moves on only while everything waits for it, so hours pass in seconds. */
export class VirtualTime {
  nowMs: number;
  readonly #sleepers = new Map<number, (() => void)[]>();

  constructor(startMs: number) {
    this.nowMs = startMs;
  }

  /** Resolves after this much virtual time. */
  sleep(ms: number): Promise<void> {
    const at = Math.ceil((this.nowMs + ms) / tickMs) * tickMs;
    const { promise, resolve } = Promise.withResolvers<void>();
    const others = this.#sleepers.get(at);
    if (others) others.push(resolve);
    else this.#sleepers.set(at, [resolve]);
    return promise;
  }

  /**
   * Lets time pass until the work is done.
   * @throws {Error} of the work.
   */
  async passUntil<Result>(work: Promise<Result>): Promise<Result> {
    let isDone = false;
    const done = work.finally(() => {
      isDone = true;
    });
    done.catch(() => undefined);
    for (;;) {
      // All promises that were resolved before are settled first.
      await new Promise((resolve) => setImmediate(resolve));
      if (isDone) return done;
      if (this.#sleepers.size === 0) throw new Error('The work waits for something else than time');
      this.nowMs = Math.floor(this.nowMs / tickMs) * tickMs + tickMs;
      const woken = this.#sleepers.get(this.nowMs) ?? [];
      this.#sleepers.delete(this.nowMs);
      for (const wake of woken) wake();
    }
  }
}
