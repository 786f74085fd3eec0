import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { DrawAhead } from './draw-ahead.ts';

type Call = (idle: Pick<IdleDeadline, 'timeRemaining'>) => void;

/** The idle periods of a page, which the test begins. */
let requested: Map<number, Call>;
beforeEach(() => {
  requested = new Map();
  let handles = 0;
  vi.stubGlobal('requestIdleCallback', (call: Call) => {
    handles += 1;
    requested.set(handles, call);
    return handles;
  });
  vi.stubGlobal('cancelIdleCallback', (handle: number) => requested.delete(handle));
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** An idle period in which so many steps have time. */
function idle(steps: number): void {
  const calls = [...requested.values()];
  requested.clear();
  let left = steps;
  const timeRemaining = () => {
    left -= 1;
    return left >= 0 ? 10 : 0;
  };
  for (const call of calls) call({ timeRemaining });
}

/** Rows of two steps each. */
function rowsOf(names: readonly string[]) {
  const waiting = [...names];
  const log: string[] = [];
  const ahead = new DrawAhead<string>(
    () => waiting.shift(),
    function* (row) {
      log.push(`${row} begun`);
      yield;
      log.push(`${row} drawn`);
    },
  );
  return { ahead, log, waiting };
}

it('draws one row after the other while there is time, over several idle periods', () => {
  const { ahead, log } = rowsOf(['a', 'b']);
  ahead.wake();
  ahead.wake();
  expect([requested.size, log]).toEqual([1, []]);
  idle(3);
  expect(log).toEqual(['a begun', 'a drawn', 'b begun']);
  idle(0);
  idle(9);
  expect(log.at(-1)).toBe('b drawn');
  expect(requested.size).toBe(0);
});

it('sleeps when there is nothing to draw, until it is woken', () => {
  const { ahead, log, waiting } = rowsOf([]);
  ahead.wake();
  idle(9);
  expect(requested.size).toBe(0);
  waiting.push('c');
  ahead.wake();
  idle(9);
  expect(log).toEqual(['c begun', 'c drawn']);
});

it('forgets a row that it has begun when it is stopped', () => {
  const { ahead, log } = rowsOf(['a', 'b']);
  ahead.wake();
  idle(1);
  ahead.stop();
  expect(requested.size).toBe(0);
  ahead.wake();
  idle(9);
  expect(log).toEqual(['a begun', 'b begun', 'b drawn']);
});

it('draws between pauses in a browser without idle periods', async () => {
  vi.stubGlobal('requestIdleCallback', undefined);
  Reflect.deleteProperty(globalThis, 'requestIdleCallback');
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const { ahead, log } = rowsOf(['a']);
  ahead.wake();
  expect(log).toEqual([]);
  await vi.advanceTimersByTimeAsync(100);
  expect(log).toEqual(['a begun', 'a drawn']);
  ahead.wake();
  ahead.stop();
  expect(vi.getTimerCount()).toBe(0);
});
