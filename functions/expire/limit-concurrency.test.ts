import fc from 'fast-check';
import { expect, it } from 'vitest';
import { limitConcurrency } from './limit-concurrency.ts';

it('never runs more than the limit, reaches it, and runs everything, also after failures', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 5 }),
      fc.array(fc.tuple(fc.integer({ min: 0, max: 3 }), fc.boolean()), { maxLength: 30 }),
      async (limit, works) => {
        const limited = limitConcurrency(limit);
        let [running, most] = [0, 0];
        const ended = await Promise.allSettled(
          works.map(([turns, fails]) =>
            limited(async () => {
              running += 1;
              most = Math.max(most, running);
              for (let turn = 0; turn <= turns; turn += 1) await undefined;
              running -= 1;
              if (fails) throw new Error('failed');
            }),
          ),
        );
        expect(ended.filter(({ status }) => status === 'rejected')).toHaveLength(
          works.filter(([, fails]) => fails).length,
        );
        expect(most).toBe(Math.min(limit, works.length));
      },
    ),
  );
});
