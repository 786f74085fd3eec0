import { setTimeout as sleep } from 'node:timers/promises';

/** What is kept running. */
export interface Supervised {
  readonly ended: Promise<number | null>;
  stop(): Promise<void>;
}

export interface Supervisor {
  /** Stops what runs and starts nothing any more. */
  stop(): Promise<void>;
}

const maxPauseMs = 30_000;
const stableAfterMs = 60_000;

/** How long to wait before the next start: doubled with every quick end, 1 s to 30 s. */
export function pauseMsAfter(quickEnds: number): number {
  return Math.min(maxPauseMs, 1000 * 2 ** (quickEnds - 1));
}

/** Keeps something running: started again, after a pause, whenever it ends by itself. */
export function supervise(
  start: () => Supervised,
  onEnd: (code: number | null, pauseMs: number) => void,
): Supervisor {
  const stopping = new AbortController();
  let current = start();
  const loop = async (): Promise<void> => {
    let quickEnds = 0;
    for (;;) {
      const startMs = Date.now();
      const code = await current.ended;
      if (stopping.signal.aborted) return;
      quickEnds = Date.now() - startMs > stableAfterMs ? 1 : quickEnds + 1;
      const pauseMs = pauseMsAfter(quickEnds);
      onEnd(code, pauseMs);
      // Stopping only cuts the pause short.
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
