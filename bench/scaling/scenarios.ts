import type { Random } from './random.ts';
import { uploadsAtRate, uploadsWithin } from './uploads.ts';

export interface Scenario {
  readonly name: string;
  /** Times of the uploads in seconds, in order. */
  uploads(random: Random): Float64Array;
  /** What the operator configured. */
  readonly maxCpuWorkers: number;
  readonly maxGpuWorkers: number;
  /** What the account allows. */
  readonly cpuQuota: number;
  readonly gpuQuota: number;
  readonly deploymentsAtSeconds: readonly number[];
  /** Share of decisions that fail because a request fails. */
  readonly apiErrorShare: number;
  /** Share of decisions that see the counts of a minute before. */
  readonly staleShare: number;
  /** Repetitions with other seeds. */
  readonly runs: number;
  /** The file's name under docs/images, if the scenario is drawn. */
  readonly picture?: string;
}

const hour = 3600;
const day = 24 * hour;

/** Maximum numbers, within the quota of an account. */
function limits(cpu: number, gpu: number) {
  return { maxCpuWorkers: cpu, maxGpuWorkers: gpu, cpuQuota: cpu, gpuQuota: gpu };
}

const usual = {
  ...limits(3, 4),
  deploymentsAtSeconds: [],
  apiErrorShare: 0,
  staleShare: 0,
  runs: 5,
};

const atOnce = (count: number) => () => new Float64Array(count).fill(30);
const everyHalfHour = () => new Float64Array(48).map((_, n) => 30 + (n * hour) / 2);
const withinAnHour = (random: Random) => uploadsWithin(random, 10_000, hour);

/** Uploads of a day: few at night, some at noon, most in the evening. */
function dayWithPeak(perDay: number) {
  const bell = (at: number, middleHour: number, widthHours: number) =>
    Math.exp(-0.5 * ((at / hour - middleHour) / widthHours) ** 2);
  const shape = (at: number) => 0.2 + 0.5 * bell(at, 13, 3) + 3 * bell(at, 20.5, 1.5);
  const quarters = Array.from({ length: 96 }, (_, n) => shape((n * day) / 96));
  const scale = perDay / day / (quarters.reduce((a, b) => a + b, 0) / quarters.length);
  const highest = 3.7 * scale;
  return (random: Random) => uploadsAtRate(random, day, highest, (at) => scale * shape(at));
}

export const scenarios: readonly Scenario[] = [
  { ...usual, name: 'one song', uploads: atOnce(1), runs: 50 },
  { ...usual, name: 'a song every 30 minutes', uploads: everyHalfHour },
  { ...usual, name: '100 at once', uploads: atOnce(100), picture: 'burst' },
  { ...usual, name: '100 at once, no GPU quota', uploads: atOnce(100), gpuQuota: 0 },
  { ...usual, ...limits(20, 64), name: '1,000 at once', uploads: atOnce(1000) },
  {
    ...usual,
    ...limits(3, 8),
    name: 'a day with a peak, 5,000',
    uploads: dayWithPeak(5000),
    picture: 'day',
  },
  {
    ...usual,
    ...limits(20, 64),
    name: '10,000 within an hour',
    uploads: withinAnHour,
    picture: 'hour',
  },
  {
    ...usual,
    ...limits(20, 64),
    name: 'the same with faults',
    uploads: withinAnHour,
    apiErrorShare: 0.05,
    staleShare: 0.2,
    deploymentsAtSeconds: [1200, 2400, 3600],
  },
  { ...usual, ...limits(100, 1000), name: '1,000,000 a day', uploads: dayWithPeak(1e6), runs: 1 },
];
