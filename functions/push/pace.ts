import type { Clock } from '../ports.ts';

/** Limits how often something happens, by the name of the thing. */
export interface Pace {
  /** Whether `name` may happen now; if so, it counts as happened. */
  isDue(name: string): boolean;
}

/** A pace of at most once in `intervalMs` for each name. Holds the names of the last interval only. */
export function createPace(intervalMs: number, clock: Clock): Pace {
  const lastMs = new Map<string, number>();
  return {
    isDue(name) {
      const nowMs = clock();
      for (const [other, atMs] of lastMs) {
        if (nowMs - atMs < intervalMs) break;
        lastMs.delete(other);
      }
      if (lastMs.has(name)) return false;
      lastMs.set(name, nowMs);
      return true;
    },
  };
}

/** Delays something that was asked for until enough time has passed since it last happened. */
export interface Postponed {
  ask(): void;
  /** Whether it was asked for and may happen now; if so, it counts as happened. */
  isDue(): boolean;
}

/** At most once in `intervalMs`, however often it is asked for. */
export function createPostponed(intervalMs: number, clock: Clock): Postponed {
  let isAsked = false;
  let lastMs = Number.NEGATIVE_INFINITY;
  return {
    ask() {
      isAsked = true;
    },
    isDue() {
      if (!isAsked || clock() - lastMs < intervalMs) return false;
      isAsked = false;
      lastMs = clock();
      return true;
    },
  };
}
