import type { Line, Panel } from './draw-chart.ts';
import type { Observation } from './policy.ts';
import type { Run } from './simulation-run.ts';

interface Runs {
  readonly scaler: Run;
  readonly old: Run;
  readonly late: Run;
}

const pointsPerLine = 240;
/** The old policy can leave machines on for hours; the picture ends this long after the scaler's run. */
const extraSeconds = 3600;

/** Songs that wait, and workers, over the hours of a simulation. */
export function workerPanels({ scaler, old, late }: Runs): readonly Panel[] {
  const endSeconds = (scaler.samples.at(-1)?.atSeconds ?? 0) + extraSeconds;
  const line = (name: string, colour: string, run: Run, value: (seen: Observation) => number) =>
    lineOf(name, colour, run, endSeconds, value);
  const waiting = ({ waiting }: Observation) => waiting;
  const cpuWorkers = ({ cpu }: Observation) => cpu.running + cpu.pending;
  const gpuWorkers = ({ gpu }: Observation) => gpu.running + gpu.pending;
  return [
    {
      title: 'Songs that wait',
      lines: [
        line('scaler', '#1565c0', scaler, waiting),
        line('old policy', '#c62828', old, waiting),
        line('old, late count', '#ef9a9a', late, waiting),
      ],
    },
    {
      title: 'Workers, starting or running',
      lines: [
        line('scaler, CPU', '#2e7d32', scaler, cpuWorkers),
        line('scaler, GPU', '#1565c0', scaler, gpuWorkers),
        line('old policy, GPU', '#c62828', old, gpuWorkers),
        line('old, late count', '#ef9a9a', late, gpuWorkers),
      ],
    },
  ];
}

function lineOf(
  name: string,
  colour: string,
  { samples }: Run,
  endSeconds: number,
  value: (seen: Observation) => number,
): Line {
  const shown = samples.filter(({ atSeconds }) => atSeconds <= endSeconds);
  const step = Math.max(1, Math.ceil(shown.length / pointsPerLine));
  const points = shown
    .filter((_, n) => n % step === 0)
    .map((seen): readonly [number, number] => [seen.atSeconds / 3600, value(seen)]);
  return { name, colour, points };
}
