import { expect, it } from 'vitest';
import { noTotals } from './fleet.ts';
import { combine, summarise } from './summarise.ts';
import { kinds } from './worker-kind.ts';

const run = {
  waitSeconds: Float64Array.from({ length: 100 }, (_, n) => 100 - n),
  lost: 0,
  drainSeconds: 500,
  leftRunning: 0,
  cpu: { ...noTotals, paidSeconds: 300, workSeconds: 200, dollars: 2, idleDollars: 0.5 },
  gpu: { ...noTotals, paidSeconds: 200, workSeconds: 200, dollars: 3, idleDollars: 0.25 },
  samples: [],
};
const oneDollar = {
  cpu: { ...kinds.cpu, dollarsPerHour: 9 },
  gpu: { ...kinds.gpu, dollarsPerHour: 36 },
};

it('summarises waits, hours and dollars', () => {
  expect(summarise(run, oneDollar)).toMatchObject({
    waitP50Seconds: 50,
    waitP95Seconds: 95,
    waitP99Seconds: 99,
    hoursRatio: 500 / 400,
    // Work of 200 s at 9 dollars an hour and 200 s at 36: 2.5 dollars.
    priceRatio: 2,
    dollarsPerSong: 0.05,
    idleDollars: 0.75,
  });
});

it('combines runs: means, but the worst of what must not happen', () => {
  const first = summarise(run, oneDollar);
  const second = { ...first, lost: 3, waitP50Seconds: 70, cpuQuietSeconds: 90, leftRunning: 1 };
  expect(combine([first, second])).toMatchObject({
    lost: 3,
    waitP50Seconds: 60,
    cpuQuietSeconds: 90,
    leftRunning: 1,
    drainSeconds: 500,
  });
});
