import { expect, it } from 'vitest';
import { Turns } from './turns.ts';

const { signal: never } = new AbortController();

/** Takes turns under names; `order` lists who was admitted. */
function createQueue() {
  const turns = new Turns();
  const order: string[] = [];
  const take = async (name: string, signal = never) => {
    const end = await turns.take(signal);
    order.push(name);
    return end;
  };
  return { order, take };
}

const settle = () => new Promise((resolve) => setImmediate(resolve));

it('admits one at a time, in the order of asking', async () => {
  const { order, take } = createQueue();
  const [a, b, c] = [take('a'), take('b'), take('c')];
  await settle();
  expect(order).toEqual(['a']);
  (await a)();
  await settle();
  expect(order).toEqual(['a', 'b']);
  (await b)();
  (await c)();
  expect(order).toEqual(['a', 'b', 'c']);
});

it('skips one that gives up while it waits, and admits nobody early for it', async () => {
  const { order, take } = createQueue();
  const stop = new AbortController();
  const a = take('a');
  const b = take('b', stop.signal);
  const c = take('c');
  const reason = new Error('cancelled');
  stop.abort(reason);
  await expect(b).rejects.toBe(reason);
  await settle();
  expect(order).toEqual(['a']);
  (await a)();
  (await c)();
  expect(order).toEqual(['a', 'c']);
});

it('admits nobody whose signal has aborted already', async () => {
  const { order, take } = createQueue();
  await expect(take('a', AbortSignal.abort(new Error('too late')))).rejects.toThrow('too late');
  (await take('b'))();
  expect(order).toEqual(['b']);
});
