import { setTimeout as sleep } from 'node:timers/promises';

/** A process under supervision. */
export interface Supervised {
  readonly ended: Promise<number | null>;
  stop(): Promise<void>;
}

export interface Supervisor {
  /** Stops the process and does not restart it. */
  stop(): Promise<void>;
}

const maxPauseMs = 30_000;
const stableAfterMs = 60_000;

/** Exponential backoff before the next start: 1 s, doubled after each early exit, at most 30 s. */
export function pauseMsAfter(earlyExits: number): number {
  return Math.min(maxPauseMs, 1000 * 2 ** (earlyExits - 1));
}

/** Restarts a process, after a pause, whenever it ends without being stopped. */
export function supervise(
  start: () => Supervised,
  onEnd: (code: number | null, pauseMs: number) => void,
): Supervisor {
  const stopping = new AbortController();
  let current = start();
  const loop = async (): Promise<void> => {
    let earlyExits = 0;
    for (;;) {
      const startMs = Date.now();
      const code = await current.ended;
      if (stopping.signal.aborted) return;
      earlyExits = Date.now() - startMs > stableAfterMs ? 1 : earlyExits + 1;
      const pauseMs = pauseMsAfter(earlyExits);
      onEnd(code, pauseMs);
      // `stop` aborts the pause.
      await sleep(pauseMs, undefined, { signal: stopping.signal }).catch(() => undefined);
      if (stopping.signal.aborted) return;
      current = start();
    }
  };
  const done = loop();
  return {
    async stop() {
      stopping.abort();
      await current.stop();
      await done;
    },
  };
}
