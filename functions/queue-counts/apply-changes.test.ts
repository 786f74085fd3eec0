import { expect, it } from 'vitest';
import type { JobChange } from '../queue/count-changes.ts';
import { MemoryCounters } from '../testing/memory-counters.ts';
import { applyChanges } from './apply-changes.ts';

const cancelled: JobChange = {
  before: { status: 'queued', ticket: 1 },
  after: { status: 'cancelled' },
};

it('counts a batch once, also when it is repeated after another one', async () => {
  const counters = new MemoryCounters({ tickets: 3, occupied: 3 });
  expect(await applyChanges([cancelled], 'a', counters)).toBe(true);
  expect(await applyChanges([cancelled, cancelled], 'b', counters)).toBe(true);
  expect(await applyChanges([cancelled], 'a', counters)).toBe(false);
  expect(counters.summary).toMatchObject({ left: 3, occupied: 0 });
});

it('writes nothing for a batch that changes no counter', async () => {
  const counters = new MemoryCounters();
  await applyChanges([{ before: undefined, after: { status: 'awaiting-upload' } }], 'a', counters);
  expect(counters.summary.version).toBe(0);
});

it('tries again after another batch was faster, and gives up in the end', async () => {
  const counters = new MemoryCounters();
  let conflicts = 2;
  const contested = {
    read: () => counters.read(),
    apply: (...args: Parameters<MemoryCounters['apply']>) =>
      conflicts-- > 0 ? Promise.resolve(false) : counters.apply(...args),
  };
  expect(await applyChanges([cancelled], 'a', contested)).toBe(true);
  expect(counters.summary.left).toBe(1);
  conflicts = Number.POSITIVE_INFINITY;
  await expect(applyChanges([cancelled], 'b', contested)).rejects.toThrow('counters changed');
});
