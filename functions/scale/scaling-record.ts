import { type ScalingSummary, scalingSummarySchema } from '@my-pitch/shared/scaling-summary';
import { z } from 'zod';
import type { QueueDepth, ServiceState } from './ports.ts';

const poolRecordSchema = z.object({
  running: z.number().int().nonnegative(),
  /** When there was last work for this kind of worker. */
  lastWorkAt: z.iso.datetime(),
  /** Since when tasks have been pending without any of them starting. */
  pendingSince: z.iso.datetime().optional(),
});
export type PoolRecord = z.infer<typeof poolRecordSchema>;

const arrivalSampleSchema = z.object({
  atSeconds: z.number(),
  songs: z.number().nonnegative(),
  arrived: z.number().nonnegative(),
});

/** What one run of the scaler leaves for the next. */
export const scalingRecordSchema = scalingSummarySchema.extend({
  /** Samples of the last minutes, from which the arrival rate follows. */
  arrivals: z.array(arrivalSampleSchema).readonly(),
  cpu: poolRecordSchema,
  gpu: poolRecordSchema,
  /** ARNs of machines that were ended and that ECS still lists. */
  endedMachines: z.array(z.string()).readonly().default([]),
});
export type ScalingRecord = z.infer<typeof scalingRecordSchema>;

/** What a run has read. */
export interface Observation {
  readonly nowMs: number;
  readonly depth: QueueDepth;
  readonly cpu: ServiceState;
  readonly gpu: ServiceState;
}

/** After a longer gap the record says nothing about the time in between. */
const maxGapMs = 10 * 60_000;

/** Tasks that were asked for and do not run yet. */
export function pendingTasks({ desired, running }: ServiceState): number {
  return Math.max(0, desired - running);
}

/**
 * The record after an observation; its samples of arrivals are still those of the record before.
 * Without a usable earlier record, all times start now, so that no
 * worker is taken for idle too early.
 */
export function nextRecord(
  observation: Observation,
  previous: ScalingRecord | undefined,
): ScalingRecord {
  const { nowMs, depth, cpu, gpu } = observation;
  const isUsable = previous && nowMs - Date.parse(previous.updatedAt) <= maxGapMs;
  const usable = isUsable ? previous : undefined;
  const summary: ScalingSummary = {
    workers: cpu.running + gpu.running,
    starting: pendingTasks(cpu) + pendingTasks(gpu),
    waiting: depth.waiting,
    updatedAt: new Date(nowMs).toISOString(),
  };
  return {
    ...summary,
    arrivals: usable?.arrivals ?? [],
    endedMachines: usable?.endedMachines ?? [],
    cpu: nextPool(observation, cpu, usable?.cpu),
    gpu: nextPool(observation, gpu, usable?.gpu),
  };
}

function nextPool(
  { nowMs, depth, cpu, gpu }: Observation,
  service: ServiceState,
  previous: PoolRecord | undefined,
): PoolRecord {
  const nowIso = new Date(nowMs).toISOString();
  // A song without a busy worker is between two attempts; either kind of worker may get it.
  const isUnclaimed = depth.inFlight > 0 && cpu.busy + gpu.busy === 0;
  const hasWork = depth.waiting > 0 || service.busy > 0 || isUnclaimed;
  const hasStarted = service.running > (previous?.running ?? 0);
  const pendingSince = hasStarted ? nowIso : (previous?.pendingSince ?? nowIso);
  return {
    running: service.running,
    lastWorkAt: hasWork ? nowIso : (previous?.lastWorkAt ?? nowIso),
    ...(pendingTasks(service) > 0 && { pendingSince }),
  };
}

/** Seconds from an instant of a record until now; 0 for an absent one or one in the future. */
export function secondsSince(iso: string | undefined, nowMs: number): number {
  return iso === undefined ? 0 : Math.max(0, (nowMs - Date.parse(iso)) / 1000);
}
