import { MachineFailure } from '@my-pitch/shared/errors';
import { afterEach, expect, it, vi } from 'vitest';
import type { ReceivedMessage } from '../ports.ts';
import type { WorkerContext } from './run-attempt.ts';
import {
  completion,
  fakeFitness,
  fakeWorker,
  messageOf,
  queuedJob,
} from './testing/fake-worker.ts';
import { workLoop } from './work-loop.ts';

afterEach(() => {
  vi.useRealTimers();
});

/** A loop over these deliveries that stops when they are used up. */
function loopOver(
  deliveries: readonly (ReceivedMessage | Error | undefined)[],
  overrides: Partial<WorkerContext> = {},
) {
  const { worker, steps, shutdown } = fakeWorker(queuedJob, overrides);
  const rest = [...deliveries];
  const received: number[] = [];
  const receive = async (invisibleSeconds: number) => {
    received.push(invisibleSeconds);
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
  return { steps, received, run: () => workLoop({ ...worker, queue, protection }) };
}

it('is protected exactly while it has a message', async () => {
  const { steps, run } = loopOver([undefined, messageOf(), undefined, undefined]);
  await run();
  expect(steps[0]).toBe('protect');
  expect(steps).toContain('delete');
  expect(steps.at(-1)).toBe('unprotect');
});

it('asks the queue again five seconds after it did not answer, and no sooner', async () => {
  vi.useFakeTimers();
  const { steps, run } = loopOver([new Error('no answer'), messageOf(), undefined]);
  const ran = run();
  await vi.advanceTimersByTimeAsync(4999);
  expect(steps).toEqual([]);
  await vi.advanceTimersByTimeAsync(1);
  await ran;
  expect(steps).toContain('table: completed');
});

it('asks the queue again at once after an empty poll, and hides what it takes beyond the lease', async () => {
  vi.useFakeTimers();
  const { received, run } = loopOver([undefined, undefined, undefined]);
  const startMs = Date.now();
  await run();
  expect(Date.now()).toBe(startMs);
  expect(received).toEqual([62, 62, 62]);
});

it('signals that it lives after each poll, and with each heartbeat of a song', async () => {
  vi.useFakeTimers();
  let reports = 0;
  const fitness = fakeFitness({
    report: async () => {
      reports += 1;
    },
  });
  const { promise: done, resolve: finish } = Promise.withResolvers<void>();
  const processJob: WorkerContext['processJob'] = async () => {
    await done;
    return completion;
  };
  const { steps, run } = loopOver([messageOf(), undefined], { fitness, processJob });
  const ran = run();
  await vi.advanceTimersByTimeAsync(40_000);
  // One for the poll, then one at the start of the song and one each 20 s.
  expect(reports).toBe(1 + 3);
  expect(steps.filter((step) => step === 'protect')).toHaveLength(1 + 3);
  finish();
  await ran;
  expect(reports).toBe(4 + 1);
});

it('ends when it is told to stop, without an error', async () => {
  const { steps, run } = loopOver([new Error('aborted')]);
  await run();
  expect(steps).toEqual([]);
});

it('takes no message while it is sick, and the next one when it is well again', async () => {
  vi.useFakeTimers();
  let isSick = true;
  const probe = async () => (isSick ? new MachineFailure('disk-full', 'no room') : undefined);
  const { steps, run } = loopOver([messageOf(), undefined], { fitness: fakeFitness({ probe }) });
  const ran = run();
  await vi.advanceTimersByTimeAsync(14_000);
  expect(steps).toEqual([]);
  isSick = false;
  await vi.advanceTimersByTimeAsync(1000);
  await ran;
  expect(steps).toContain('table: completed');
});

it('ends with an error when it stays sick, so that the platform replaces it', async () => {
  vi.useFakeTimers();
  const probe = async () => new MachineFailure('disk-full', 'no room');
  const { run } = loopOver([messageOf()], { fitness: fakeFitness({ probe }) });
  const ran = expect(run()).rejects.toThrow('no room');
  await vi.advanceTimersByTimeAsync(600_000);
  await ran;
});

it('probes itself when the queue does not answer twice in a row', async () => {
  vi.useFakeTimers();
  let probes = 0;
  const probe = async () => {
    probes += 1;
    return undefined;
  };
  const silence = new Error('no answer');
  const { run } = loopOver([silence, undefined, silence, silence, undefined, undefined], {
    fitness: fakeFitness({ probe }),
  });
  const ran = run();
  await vi.advanceTimersByTimeAsync(60_000);
  await ran;
  // One before the first message, one after the second error in a row.
  expect(probes).toBe(2);
});
