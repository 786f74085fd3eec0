import { afterEach, expect, it, vi } from 'vitest';
import type { ReceivedMessage } from '../ports.ts';
import { fakeWorker, messageOf, queuedJob } from './fake-worker.ts';
import { workLoop } from './work-loop.ts';

afterEach(() => {
  vi.useRealTimers();
});

/** A loop over these deliveries that stops when they are used up. */
function loopOver(deliveries: readonly (ReceivedMessage | Error | undefined)[]) {
  const { worker, steps, shutdown } = fakeWorker(queuedJob);
  const rest = [...deliveries];
  const receive = async () => {
    const next = rest.shift();
    if (rest.length === 0) shutdown.abort();
    if (next instanceof Error) throw next;
    return next;
  };
  const protection = {
    hold: async () => {
      steps.push('protect');
    },
    release: async () => {
      steps.push('unprotect');
    },
  };
  const queue = { ...worker.queue, receive };
  return { steps, run: () => workLoop({ ...worker, queue, protection }) };
}

it('is protected exactly while it has a message', async () => {
  const { steps, run } = loopOver([undefined, messageOf(), undefined, undefined]);
  await run();
  expect(steps[0]).toBe('protect');
  expect(steps).toContain('delete');
  expect(steps.at(-1)).toBe('unprotect');
});

it('goes on after the queue did not answer', async () => {
  vi.useFakeTimers();
  const { steps, run } = loopOver([new Error('no answer'), messageOf(), undefined]);
  const ran = run();
  await vi.advanceTimersByTimeAsync(5000);
  await ran;
  expect(steps).toContain('table: completed');
});

it('ends when it is told to stop, without an error', async () => {
  const { steps, run } = loopOver([new Error('aborted')]);
  await run();
  expect(steps).toEqual([]);
});
