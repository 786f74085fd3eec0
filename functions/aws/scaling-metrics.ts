import { createEmfWriter } from '@my-pitch/shared/aws/emf-metrics';
import type { ScalingDecision, ScalingInput, WorkerPool } from '../scale/desired-workers.ts';
import type { ReleasedMachines } from '../scale/release-machines.ts';

/**
 * Publishes what the scaler saw and decided, in one line of metrics. Without songs and workers it publishes nothing, since a metric
 * costs money in each hour in which it has a value.
 */
export function createScalingMetrics(namespace: string) {
  const write = createEmfWriter(namespace, 'scale');
  return (input: ScalingInput, decision: ScalingDecision): void => {
    const values = {
      SongsWaiting: input.waiting,
      SongsInFlight: input.inFlight,
      // For the alarm: songs wait and no worker runs.
      SongsWithoutWorker: input.cpu.running + input.gpu.running > 0 ? 0 : input.waiting,
      ...poolValues('Cpu', input.cpu, decision.cpu),
      ...(input.gpu.maxWorkers > 0 && poolValues('Gpu', input.gpu, decision.gpu)),
    };
    if (Object.values(values).every((value) => value === 0)) return;
    write({ values, unit: 'Count', details: { reason: decision.reason } });
  };
}

function poolValues(kind: 'Cpu' | 'Gpu', pool: WorkerPool, desired: number) {
  return {
    [`${kind}Running`]: pool.running,
    [`${kind}Pending`]: pool.pending,
    [`${kind}Busy`]: pool.busy,
    [`${kind}Desired`]: desired,
  };
}

/** Publishes how many GPU machines there are and what the scaler did to them; nothing while there are none. */
export function createMachineMetrics(namespace: string) {
  const write = createEmfWriter(namespace, 'scale');
  return ({ listed, endedNow, drainedNow }: ReleasedMachines): void => {
    if (listed === 0) return;
    const values = { GpuMachines: listed, GpuMachinesEnded: endedNow };
    write({ values, unit: 'Count', details: { drained: String(drainedNow) } });
  };
}
