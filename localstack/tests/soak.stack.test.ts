import { expect, inject, it } from 'vitest';
import { runSoak } from '../soak/soak.ts';

it('songs survive a minute of faults', async () => {
  const report = await runSoak(
    inject('stack'),
    { minutes: 1, workers: 2, songs: 2, seed: 5 },
    () => undefined,
  );
  expect(report).toMatchObject({ lost: [], stuck: [], wronglyFailed: [], differentBytes: [] });
  const sum = (counts: Readonly<Record<string, number>>) =>
    Object.values(counts).reduce((total, count) => total + count, 0);
  expect(sum(report.jobs)).toBeGreaterThan(5);
  expect(sum(report.faults)).toBeGreaterThan(6);
}, 480_000);
