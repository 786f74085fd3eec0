import { expect, it } from 'vitest';
import { pauseMsAfter, type Supervised, supervise } from './supervise.ts';

it('backs off exponentially up to 30 s', () => {
  expect([1, 2, 3, 6, 20].map(pauseMsAfter)).toEqual([1000, 2000, 4000, 30_000, 30_000]);
});

it('reports an exit and does not restart once stopped', async () => {
  let starts = 0;
  const crashing = (): Supervised => {
    starts += 1;
    return { ended: Promise.resolve(1), stop: async () => undefined };
  };
  const ends = Promise.withResolvers<readonly [number | null, number]>();
  const supervisor = supervise(crashing, (code, pauseMs) => ends.resolve([code, pauseMs]));
  expect(await ends.promise).toEqual([1, 1000]);
  await supervisor.stop();
  expect(starts).toBe(1);
});
