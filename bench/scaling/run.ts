import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { printTable } from '../measure/print-table.ts';
import { drawChart } from './draw-chart.ts';
import { OldPolicy } from './old-policy.ts';
import type { Policy } from './policy.ts';
import { ScalerPolicy } from './scaler-policy.ts';
import { type Scenario, scenarios } from './scenarios.ts';
import { simulate } from './simulate.ts';
import type { Run } from './simulation-run.ts';
import { combine, type Summary, summarise } from './summarise.ts';
import { WholeQuotaPolicy } from './whole-quota-policy.ts';
import { type Kinds, kinds, oldKinds } from './worker-kind.ts';
import { workerPanels } from './worker-panels.ts';

/**
 * Simulates the scaler and the old policy in every scenario, prints a table and writes the pictures of
 * docs/scaling.md: `npm run bench:scaling [-- --only "within an hour"] [--seed 1]`.
 */
const { values } = parseArgs({
  options: { only: { type: 'string', default: '' }, seed: { type: 'string', default: '1' } },
});
const images = resolve(import.meta.dirname, '../../docs/images');
const firstSeed = Number(values.seed);

interface Way {
  readonly name: string;
  readonly kinds: Kinds;
  policy(scenario: Scenario): Policy;
}

const ways: readonly Way[] = [
  { name: 'scaler', kinds, policy: (scenario) => new ScalerPolicy(scenario, kinds) },
  {
    name: 'old',
    kinds: oldKinds,
    policy: ({ maxGpuWorkers }) => new OldPolicy(maxGpuWorkers, false),
  },
  {
    name: 'old, late count',
    kinds: oldKinds,
    policy: ({ maxGpuWorkers }) => new OldPolicy(maxGpuWorkers, true),
  },
];

printTable(
  [
    'scenario',
    'policy',
    'lost',
    'wait p50',
    'p95',
    'p99',
    'drain s',
    'drain ×',
    'hours ×',
    'price ×',
    '$ a song',
    'idle $',
    'off after s',
    'peak',
  ],
  scenarios.filter(({ name }) => name.includes(values.only)).flatMap(rowsOf),
);

function rowsOf(scenario: Scenario): readonly (readonly string[])[] {
  const seeds = Array.from({ length: scenario.runs }, (_, n) => firstSeed + n * 100);
  const [first = firstSeed] = seeds;
  const firstRuns = ways.map((way) => runOnce(scenario, way, first));
  draw(scenario, firstRuns);
  const ideal = combine(seeds.map((seed) => summarise(wholeQuota(scenario, seed), kinds)));
  return ways.map((way, n) => {
    const runs = seeds.map((seed) =>
      seed === first ? firstRuns[n] : runOnce(scenario, way, seed),
    );
    const summaries = runs.flatMap((run) => (run ? [summarise(run, way.kinds)] : []));
    return [n === 0 ? scenario.name : '', way.name, ...figures(combine(summaries), ideal)];
  });
}

function runOnce(scenario: Scenario, way: Way, seed: number): Run {
  return simulate(scenario, way.kinds, way.policy(scenario), seed);
}

function wholeQuota(scenario: Scenario, seed: number): Run {
  return simulate(scenario, kinds, new WholeQuotaPolicy(scenario), seed);
}

function figures(summary: Summary, ideal: Summary): readonly string[] {
  const fixed = (value: number, digits: number) =>
    Number.isFinite(value) ? value.toFixed(digits) : '-';
  const seconds = (value: number) => fixed(value, 0);
  const off = `${seconds(summary.cpuQuietSeconds)} / ${seconds(summary.gpuQuietSeconds)}`;
  return [
    String(summary.lost),
    seconds(summary.waitP50Seconds),
    seconds(summary.waitP95Seconds),
    seconds(summary.waitP99Seconds),
    seconds(summary.drainSeconds),
    fixed(summary.drainSeconds / ideal.drainSeconds, 2),
    fixed(summary.hoursRatio, 2),
    fixed(summary.priceRatio, 2),
    fixed(summary.dollarsPerSong, 4),
    fixed(summary.idleDollars, 2),
    summary.leftRunning > 0 ? `${summary.leftRunning} stay on` : off,
    `${summary.cpuPeak} / ${summary.gpuPeak}`,
  ];
}

function draw(scenario: Scenario, [scaler, old, late]: readonly Run[]): void {
  const { picture, name } = scenario;
  if (picture === undefined || !scaler || !old || !late) return;
  const svg = drawChart(name, workerPanels({ scaler, old, late }));
  writeFileSync(resolve(images, `scaling-${picture}.svg`), svg);
}
