import type { FleetTotals } from './fleet.ts';
import type { Observation } from './policy.ts';

/** What a simulation gave. */
export interface Run {
  /** Seconds from the upload to the start of the work that succeeded, of each song. */
  readonly waitSeconds: Float64Array;
  readonly lost: number;
  /** From the first upload to the last finished song. */
  readonly drainSeconds: number;
  /** Workers that still ran hours after the last upload, when the simulation ended. */
  readonly leftRunning: number;
  readonly cpu: FleetTotals;
  readonly gpu: FleetTotals;
  /** One per minute. */
  readonly samples: readonly Observation[];
}
