import type { Run } from './simulation-run.ts';
import type { Kinds } from './worker-kind.ts';

/** The figures of a run, or the means of several. */
export interface Summary {
  readonly lost: number;
  readonly waitP50Seconds: number;
  readonly waitP95Seconds: number;
  readonly waitP99Seconds: number;
  readonly drainSeconds: number;
  /** Paid worker-hours / hours of work on songs. */
  readonly hoursRatio: number;
  /** Dollars / dollars of the work alone, at the expected prices. */
  readonly priceRatio: number;
  readonly dollarsPerSong: number;
  readonly idleDollars: number;
  /** The longest time from a kind's last song to its last worker. */
  readonly cpuQuietSeconds: number;
  readonly gpuQuietSeconds: number;
  readonly cpuPeak: number;
  readonly gpuPeak: number;
  readonly leftRunning: number;
}

export function summarise(run: Run, kinds: Kinds): Summary {
  const { cpu, gpu } = run;
  const waits = run.waitSeconds.toSorted();
  const dollars = cpu.dollars + gpu.dollars;
  const workDollars =
    (cpu.workSeconds * kinds.cpu.dollarsPerHour + gpu.workSeconds * kinds.gpu.dollarsPerHour) /
    3600;
  return {
    lost: run.lost,
    waitP50Seconds: quantile(waits, 0.5),
    waitP95Seconds: quantile(waits, 0.95),
    waitP99Seconds: quantile(waits, 0.99),
    drainSeconds: run.drainSeconds,
    hoursRatio: (cpu.paidSeconds + gpu.paidSeconds) / (cpu.workSeconds + gpu.workSeconds),
    priceRatio: dollars / workDollars,
    dollarsPerSong: dollars / waits.length,
    idleDollars: cpu.idleDollars + gpu.idleDollars,
    cpuQuietSeconds: cpu.quietSeconds,
    gpuQuietSeconds: gpu.quietSeconds,
    cpuPeak: cpu.peak,
    gpuPeak: gpu.peak,
    leftRunning: run.leftRunning,
  };
}

/** Means of figures that vary with the seed; the worst of those that must never be exceeded. */
export function combine(summaries: readonly Summary[]): Summary {
  const mean = (figure: keyof Summary) =>
    summaries.reduce((sum, summary) => sum + summary[figure], 0) / summaries.length;
  const worst = (figure: keyof Summary) => Math.max(...summaries.map((summary) => summary[figure]));
  return {
    lost: worst('lost'),
    waitP50Seconds: mean('waitP50Seconds'),
    waitP95Seconds: mean('waitP95Seconds'),
    waitP99Seconds: mean('waitP99Seconds'),
    drainSeconds: mean('drainSeconds'),
    hoursRatio: mean('hoursRatio'),
    priceRatio: mean('priceRatio'),
    dollarsPerSong: mean('dollarsPerSong'),
    idleDollars: mean('idleDollars'),
    cpuQuietSeconds: worst('cpuQuietSeconds'),
    gpuQuietSeconds: worst('gpuQuietSeconds'),
    cpuPeak: worst('cpuPeak'),
    gpuPeak: worst('gpuPeak'),
    leftRunning: worst('leftRunning'),
  };
}

/** The smallest value that at least this share of the values does not exceed. */
function quantile(sorted: Float64Array, share: number): number {
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}
