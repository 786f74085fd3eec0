import { describe, expect, it } from 'vitest';
import { OldPolicy } from './old-policy.ts';
import type { Policy } from './policy.ts';
import { ScalerPolicy } from './scaler-policy.ts';
import type { Scenario } from './scenarios.ts';
import { simulate } from './simulate.ts';
import { summarise } from './summarise.ts';
import { type Kinds, kinds } from './worker-kind.ts';

/** Workers that always start in 100 s, are never interrupted and never crash. */
const calm: Kinds = {
  cpu: {
    ...kinds.cpu,
    start: { median: 100, p95: 100 },
    otherShare: 0,
    interruptionsPerHour: 0,
    crashesPerHour: 0,
  },
  gpu: { ...kinds.gpu, start: { median: 100, p95: 100 }, crashesPerHour: 0 },
};

function scenarioOf(part: Partial<Scenario>): Scenario {
  return {
    name: 'test',
    uploads: () => new Float64Array(20).fill(30),
    maxCpuWorkers: 5,
    maxGpuWorkers: 5,
    cpuQuota: 5,
    gpuQuota: 5,
    deploymentsAtSeconds: [],
    apiErrorShare: 0,
    staleShare: 0,
    runs: 1,
    ...part,
  };
}

/** These many CPU workers while songs are left. */
function always(cpu: number): Policy {
  return {
    followsUploads: true,
    decide: ({ songsLeft, cpu: { busy } }) => ({ cpu: songsLeft > 0 ? cpu : busy, gpu: 0 }),
  };
}

describe('one song', () => {
  const scenario = scenarioOf({ uploads: () => Float64Array.of(30) });
  const run = simulate(scenario, calm, always(1), 1);

  it('waits for its worker, which is asked for two seconds after the upload', () => {
    // `always` asks at the first minute, before the upload.
    expect([...run.waitSeconds]).toEqual([70]);
    const scaled = simulate(scenario, calm, new ScalerPolicy(scenario, calm), 1);
    expect(scaled.waitSeconds[0]).toBeCloseTo(2 + 100, 9);
  });

  it('is paid from the request of its worker to its end', () => {
    const { paidSeconds, workSeconds, dollars } = run.cpu;
    // The worker ends with its song, or with the next minute.
    expect(paidSeconds).toBeGreaterThanOrEqual(100 + workSeconds + calm.cpu.releaseSeconds - 1e-6);
    expect(paidSeconds).toBeLessThan(100 + workSeconds + calm.cpu.releaseSeconds + 60);
    expect(dollars).toBeCloseTo((paidSeconds / 3600) * calm.cpu.dollarsPerHour, 9);
    expect(run.gpu.dollars).toBe(0);
  });
});

it('gives the same run for the same seed', () => {
  const scenario = scenarioOf({ uploads: () => new Float64Array(300).fill(30) });
  const once = () =>
    summarise(simulate(scenario, kinds, new ScalerPolicy(scenario, kinds), 7), kinds);
  expect(once()).toEqual(once());
});

it('starts no more workers than the account allows, and the others when there is room', () => {
  const scenario = scenarioOf({ cpuQuota: 2 });
  const run = simulate(scenario, calm, always(5), 1);
  expect(Math.max(...run.samples.map(({ cpu }) => cpu.running))).toBe(2);
  expect(run.lost).toBe(0);
});

it('returns the songs of interrupted and crashed workers to the queue', () => {
  const rough = {
    ...calm,
    cpu: { ...calm.cpu, interruptionsPerHour: 10, crashesPerHour: 3 },
  };
  const run = simulate(scenarioOf({}), rough, always(5), 1);
  expect(run.cpu.started).toBeGreaterThan(5);
  expect([run.lost, run.cpu.songs]).toEqual([0, 20]);
});

it('gives a song up with its fifth crash', () => {
  const deadly = { ...calm, cpu: { ...calm.cpu, crashesPerHour: 1e5 } };
  const run = simulate(scenarioOf({ uploads: () => Float64Array.of(30) }), deadly, always(1), 1);
  expect(run.lost).toBe(1);
  expect(run.cpu.started).toBe(5);
});

it('replaces all workers in a deployment without losing a song or capacity', () => {
  const scenario = scenarioOf({
    uploads: () => new Float64Array(200).fill(30),
    deploymentsAtSeconds: [1000],
    cpuQuota: 10,
  });
  const run = simulate(scenario, calm, always(5), 1);
  const after = run.samples.filter(({ atSeconds, songsLeft }) => atSeconds > 150 && songsLeft > 5);
  expect(Math.min(...after.map(({ cpu }) => cpu.running))).toBeGreaterThanOrEqual(5);
  expect(run.cpu.started).toBe(10);
  expect([run.lost, run.cpu.songs]).toEqual([0, 200]);
});

describe('the scaler', () => {
  it('loses no song under failing requests, stale counts, interruptions and deployments', () => {
    const scenario = scenarioOf({
      uploads: () => new Float64Array(500).map((_, n) => 30 + n * 3),
      apiErrorShare: 0.1,
      staleShare: 0.3,
      deploymentsAtSeconds: [600, 1200],
    });
    for (const seed of [1, 2, 3, 4, 5]) {
      const run = simulate(scenario, kinds, new ScalerPolicy(scenario, kinds), seed);
      expect([run.lost, run.leftRunning]).toEqual([0, 0]);
    }
  });

  it('uses CPU workers while the account has no GPU, and ends when it has none at all', () => {
    const scenario = scenarioOf({ gpuQuota: 0 });
    const run = simulate(scenario, kinds, new ScalerPolicy(scenario, kinds), 1);
    expect([run.lost, run.cpu.songs, run.gpu.started]).toEqual([0, 20, 0]);
    const nothing = scenarioOf({ gpuQuota: 0, cpuQuota: 0 });
    expect(simulate(nothing, kinds, new ScalerPolicy(nothing, kinds), 1).lost).toBe(20);
  });

  it('stops all workers within five minutes of the last CPU song, ten of the last GPU song', () => {
    const scenario = scenarioOf({ uploads: () => new Float64Array(500).fill(30) });
    for (const seed of [1, 2, 3, 4, 5]) {
      const run = simulate(scenario, kinds, new ScalerPolicy(scenario, kinds), seed);
      expect(run.cpu.quietSeconds).toBeLessThan(300);
      expect(run.gpu.quietSeconds).toBeLessThan(600);
    }
  });
});

it('shows the old policy keep machines for ever while its task count is late', () => {
  const scenario = scenarioOf({ uploads: () => new Float64Array(200).fill(30) });
  expect(simulate(scenario, calm, new OldPolicy(5, true), 1).leftRunning).toBeGreaterThan(0);
  expect(simulate(scenario, calm, new OldPolicy(5, false), 1).leftRunning).toBe(0);
});
