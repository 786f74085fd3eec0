import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MemoryBuckets } from '../testing/memory-buckets.ts';
import { takeToken, tokenMsOf } from './token-bucket.ts';

const hourMs = 3_600_000;
const limits = fc.record({
  burst: fc.integer({ min: 1, max: 20 }),
  perHour: fc.integer({ min: 1, max: 100_000 }),
});

describe('a client', () => {
  it('gets its burst at once, then a token each time the bucket gains one', async () => {
    const store = new MemoryBuckets();
    const take = (atSeconds: number) =>
      takeToken(store, 'a', { burst: 3, perHour: 60 }, atSeconds * 1000);
    expect([await take(0), await take(0), await take(0), await take(0)]).toEqual([
      undefined,
      undefined,
      undefined,
      60,
    ]);
    expect([await take(59), await take(60), await take(60)]).toEqual([1, undefined, 60]);
    // After three minutes without a request the bucket is full again, and no fuller after an hour.
    expect([await take(4000), await take(4000), await take(4000), await take(4000)]).toEqual([
      undefined,
      undefined,
      undefined,
      60,
    ]);
  });

  it('is not affected by others', async () => {
    const store = new MemoryBuckets();
    const take = (key: string) => takeToken(store, key, { burst: 1, perHour: 1 }, 0);
    expect([await take('a'), await take('a'), await take('b')]).toEqual([
      undefined,
      3600,
      undefined,
    ]);
  });
});

it('never gives more than the burst and what was gained, in any interval', async () => {
  const gapsMs = fc.array(fc.oneof(fc.constant(0), fc.integer({ min: 0, max: hourMs / 4 })), {
    minLength: 1,
    maxLength: 80,
  });
  await fc.assert(
    fc.asyncProperty(limits, gapsMs, async (limit, gaps) => {
      const store = new MemoryBuckets();
      const givenMs: number[] = [];
      let nowMs = 1_000_000;
      for (const gap of gaps) {
        nowMs += gap;
        if ((await takeToken(store, 'a', limit, nowMs)) === undefined) givenMs.push(nowMs);
      }
      for (const [first, fromMs] of givenMs.entries()) {
        for (const [last, toMs] of givenMs.entries()) {
          if (last < first) continue;
          const allowed = limit.burst + (toMs - fromMs) / tokenMsOf(limit);
          expect(last - first + 1).toBeLessThanOrEqual(allowed);
        }
      }
    }),
  );
});

it('gives a token after the seconds that it announced, and not a second and a token before', async () => {
  await fc.assert(
    fc.asyncProperty(limits, fc.integer({ min: 0, max: hourMs }), async (limit, nowMs) => {
      const store = new MemoryBuckets();
      let seconds: number | undefined;
      while (seconds === undefined) seconds = await takeToken(store, 'a', limit, nowMs);
      const early = nowMs + (seconds - 1) * 1000 - 1;
      if (seconds > 1) expect(await takeToken(store, 'a', limit, early)).toBeDefined();
      expect(await takeToken(store, 'a', limit, nowMs + seconds * 1000)).toBeUndefined();
    }),
  );
});

it('gives exactly the burst to concurrent requests', async () => {
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), limits, async (scheduler, limit) => {
      const memory = new MemoryBuckets();
      const store = {
        takeFirst: scheduler.scheduleFunction(memory.takeFirst.bind(memory)),
        takeNext: scheduler.scheduleFunction(memory.takeNext.bind(memory)),
      };
      const requests = Array.from({ length: limit.burst + 5 }, () =>
        takeToken(store, 'a', limit, 5000),
      );
      await scheduler.waitFor(Promise.all(requests));
      const given = (await Promise.all(requests)).filter((seconds) => seconds === undefined);
      expect(given).toHaveLength(limit.burst);
    }),
  );
});

it('costs one write at first and when refused, and never more than two', async () => {
  const store = new MemoryBuckets();
  const costs: number[] = [];
  for (const _ of [1, 2, 3, 4]) {
    const before = store.writes;
    await takeToken(store, 'a', { burst: 2, perHour: 60 }, 0);
    costs.push(store.writes - before);
  }
  expect(costs).toEqual([1, 2, 1, 1]);
});
