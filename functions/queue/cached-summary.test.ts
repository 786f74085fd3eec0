import { expect, it } from 'vitest';
import { MemoryCounters } from '../testing/memory-counters.ts';
import { cachedSummary } from './cached-summary.ts';

it('reads the counters at most once a second, however many ask', async () => {
  const counters = new MemoryCounters({ left: 1 });
  let nowMs = 5000;
  const cached = cachedSummary(counters, () => nowMs);
  await Promise.all([cached.read(), cached.read()]);
  counters.summary = { ...counters.summary, left: 2 };
  nowMs += 999;
  expect(await cached.read()).toMatchObject({ left: 1 });
  expect(counters.reads).toBe(1);
  nowMs += 1;
  expect(await cached.read()).toMatchObject({ left: 2 });
});

it('reads again after an error', async () => {
  const counters = new MemoryCounters({ left: 1 });
  let isDown = true;
  const read = async () => {
    if (isDown) throw new Error('The table does not answer');
    return counters.read();
  };
  const cached = cachedSummary({ read }, () => 0);
  await expect(cached.read()).rejects.toThrow('does not answer');
  isDown = false;
  expect(await cached.read()).toMatchObject({ left: 1 });
});
