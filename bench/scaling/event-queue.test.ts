import fc from 'fast-check';
import { expect, it } from 'vitest';
import { EventQueue } from './event-queue.ts';

it('gives events in the order of time, and those of the same time in the order of their arrival', () => {
  const times = fc.array(fc.nat({ max: 20 }), { maxLength: 200 });
  fc.assert(
    fc.property(times, (atSeconds) => {
      const queue = new EventQueue<{ readonly at: number; readonly n: number }>();
      atSeconds.forEach((at, n) => {
        queue.add(at, { at, n });
      });
      const taken = atSeconds.map(() => {
        const next = queue.nextSeconds;
        const event = queue.take();
        expect(event?.at).toBe(next);
        return event;
      });
      const sorted = atSeconds
        .map((at, n) => ({ at, n }))
        .toSorted((a, b) => a.at - b.at || a.n - b.n);
      expect(taken).toEqual(sorted);
      expect(queue.take()).toBeUndefined();
    }),
  );
});

it('takes events between additions', () => {
  const queue = new EventQueue<string>();
  queue.add(3, 'c');
  queue.add(1, 'a');
  expect(queue.take()).toBe('a');
  queue.add(2, 'b');
  expect([queue.take(), queue.take(), queue.take()]).toEqual(['b', 'c', undefined]);
  expect(queue.nextSeconds).toBe(Number.POSITIVE_INFINITY);
});
