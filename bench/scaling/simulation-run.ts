import type { FleetTotals } from './fleet.ts';
import type { Observation } from './policy.ts';

/** What a simulation gave. */
export interface Run {
  /** Seconds from the upload to the start of the latest work, of each song; NaN if there was none. */
  readonly waitSeconds: Float64Array;
  readonly lost: number;
  /** From the first upload to the last finished song; NaN if there was none. */
  readonly drainSeconds: number;
  /** Workers that still ran hours after the last upload, when the simulation ended. */
  readonly leftRunning: number;
  readonly cpu: FleetTotals;
  readonly gpu: FleetTotals;
  /** One per minute. */
  readonly samples: readonly Observation[];
}
