import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ArrivalSample, steadySongsPerSecond, withArrivalSample } from './arrival-rate.ts';

const pool = {
  running: 4,
  pending: 0,
  pendingSeconds: 0,
  busy: 0,
  maxWorkers: 10,
  startSeconds: 100,
  songSeconds: 100,
  songsAtOnce: 1,
  dollarsPerHour: 1,
  keepIdleSeconds: 100,
};

interface Counts {
  readonly waiting?: number;
  readonly inFlight?: number;
  readonly cpuBusy?: number;
  readonly gpuBusy?: number;
}

/** The samples after these looks at the songs. */
function samplesOf(looks: readonly (readonly [number, Counts])[]): readonly ArrivalSample[] {
  return looks.reduce<readonly ArrivalSample[]>((samples, [atSeconds, counts]) => {
    const { waiting = 0, inFlight = 0, cpuBusy = 0, gpuBusy = 0 } = counts;
    const cpu = { ...pool, busy: cpuBusy };
    const gpu = { ...pool, busy: gpuBusy, songSeconds: 10, songsAtOnce: 2 };
    return withArrivalSample(samples, atSeconds, { waiting, inFlight, cpu, gpu });
  }, []);
}

describe('the songs that came', () => {
  const arrivedAfter = (before: Counts, after: Counts) =>
    samplesOf([
      [0, before],
      [50, after],
    ]).at(-1)?.arrived;

  it.each<[string, Counts, Counts, number]>([
    ['are none at first', { waiting: 7 }, { waiting: 7 }, 0],
    [
      'are those that wait or are in flight in addition',
      { waiting: 1 },
      { waiting: 3, inFlight: 1 },
      3,
    ],
    ['and those that CPU workers have done', {}, { inFlight: 2, cpuBusy: 2 }, 2 + (50 * 2) / 100],
    ['and those that GPU workers have done', {}, { inFlight: 4, gpuBusy: 2 }, 4 + (50 * 2) / 10],
    ['by both', {}, { inFlight: 6, cpuBusy: 2, gpuBusy: 2 }, 6 + 1 + 10],
    [
      'by workers that have half of their songs',
      {},
      { inFlight: 1, gpuBusy: 1 },
      1 + (50 / 10) * 0.5,
    ],
    ['but no more than workers can do', {}, { inFlight: 5, cpuBusy: 1 }, 5 + 0.5],
    ['and never fewer than none', { waiting: 10 }, { waiting: 1 }, 0],
  ])('%s', (_name, before, after, expected) => {
    expect(arrivedAfter(before, after)).toBeCloseTo(expected, 9);
  });
});

/** One more waiting song every ten seconds, seen at these times. */
function steadyUntil(endSeconds: number, everySeconds = 30) {
  const count = Math.floor(endSeconds / everySeconds) + 1;
  return Array.from({ length: count }, (_, n): readonly [number, Counts] => [
    n * everySeconds,
    { waiting: (n * everySeconds) / 10 },
  ]);
}

describe('the steady rate', () => {
  it('is that of songs that keep coming', () => {
    expect(steadySongsPerSecond(samplesOf(steadyUntil(300)))).toBeCloseTo(0.1, 9);
  });

  it.each([
    ['is known after three minutes', 180, 0.1],
    ['is unknown before', 150, 0],
    ['is unknown at first', -1, 0],
  ])('%s', (_name, endSeconds, expected) => {
    expect(steadySongsPerSecond(samplesOf(steadyUntil(endSeconds)))).toBeCloseTo(expected, 9);
  });

  it('is unknown while the minutes before the last one are a second short', () => {
    const looks = (middleSeconds: number) =>
      samplesOf([0, middleSeconds, 180].map((at) => [at, { waiting: at }]));
    expect(steadySongsPerSecond(looks(119))).toBe(0);
    expect(steadySongsPerSecond(looks(120))).toBeCloseTo(1, 9);
  });

  it.each([0, 90, 150, 210, 270, 300])('is 0 for a burst after %s s', (burstSeconds) => {
    const looks = Array.from({ length: 11 }, (_, n): readonly [number, Counts] => [
      n * 30,
      { waiting: n * 30 >= burstSeconds ? 1000 : 0 },
    ]);
    expect(steadySongsPerSecond(samplesOf(looks))).toBe(0);
  });

  it('is the lower one while the rate rises, and while it falls', () => {
    const rising = samplesOf([
      [0, {}],
      [240, { waiting: 24 }],
      [300, { waiting: 84 }],
    ]);
    const falling = samplesOf([
      [0, {}],
      [240, { waiting: 240 }],
      [300, { waiting: 246 }],
    ]);
    expect(steadySongsPerSecond(rising)).toBeCloseTo(0.1, 9);
    expect(steadySongsPerSecond(falling)).toBeCloseTo(0.1, 9);
  });
});

describe('the samples', () => {
  it('are those of the last five minutes', () => {
    const times = samplesOf(steadyUntil(600)).map(({ atSeconds }) => atSeconds);
    expect(times).toEqual([300, 330, 360, 390, 420, 450, 480, 510, 540, 570, 600]);
  });

  it('are at least 20 s apart, except for the newest', () => {
    const times = samplesOf([0, 10, 19, 20, 25, 45].map((at) => [at, {}])).map(
      ({ atSeconds }) => atSeconds,
    );
    expect(times).toEqual([0, 20, 45]);
  });

  it('are few, and tell the same rate, however often the scaler runs', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 100 }), (gaps) => {
        let at = 0;
        const looks = gaps.map((gap): readonly [number, Counts] => {
          at += gap;
          return [at, { waiting: at }];
        });
        const samples = samplesOf([[0, {}], ...looks]);
        expect(samples.length).toBeLessThanOrEqual(20);
        if (at >= 300) expect(steadySongsPerSecond(samples)).toBeCloseTo(1, 6);
      }),
    );
  });
});
