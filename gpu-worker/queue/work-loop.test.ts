import { MachineFailure } from '@my-pitch/shared/errors';
import { afterEach, expect, it, vi } from 'vitest';
import type { ReceivedMessage } from '../ports.ts';
import type { WorkerContext } from './run-attempt.ts';
import { completion, fakeHealth, fakeWorker, messageOf, queuedJob } from './testing/fake-worker.ts';
import { workLoop } from './work-loop.ts';

afterEach(() => {
  vi.useRealTimers();
});

/** A work loop that receives these deliveries, and stops after the last one. */
function loopOver(
  deliveries: readonly (ReceivedMessage | Error | undefined)[],
  overrides: Partial<WorkerContext> = {},
) {
  const { worker, calls, shutdown } = fakeWorker(queuedJob, overrides);
  const remaining = [...deliveries];
  const received: number[] = [];
  const receive = async (invisibleSeconds: number) => {
    received.push(invisibleSeconds);
    const next = remaining.shift();
    if (remaining.length === 0) shutdown.abort();
    if (next instanceof Error) throw next;
    return next;
  };
  const protection = {
    enable: async () => {
      calls.push('protect');
    },
    disable: async () => {
      calls.push('unprotect');
    },
  };
  const queue = { ...worker.queue, receive };
  return { calls, received, run: () => workLoop({ ...worker, queue, protection, maxSongs: 1 }) };
}

it('protects the task exactly while it handles a message', async () => {
  const { calls, run } = loopOver([undefined, messageOf(), undefined, undefined]);
  await run();
  expect(calls[0]).toBe('protect');
  expect(calls).toContain('delete');
  expect(calls.at(-1)).toBe('unprotect');
});

it('polls again five seconds after the queue did not answer, and no sooner', async () => {
  vi.useFakeTimers();
  const { calls, run } = loopOver([new Error('no answer'), messageOf(), undefined]);
  const ran = run();
  await vi.advanceTimersByTimeAsync(4999);
  expect(calls).toEqual([]);
  await vi.advanceTimersByTimeAsync(1);
  await ran;
  expect(calls).toContain('table: completed');
});

it('polls again at once after an empty poll, and hides each message for longer than the lease', async () => {
  vi.useFakeTimers();
  const { received, run } = loopOver([undefined, undefined, undefined]);
  const startMs = Date.now();
  await run();
  expect(Date.now()).toBe(startMs);
  expect(received).toEqual([62, 62, 62]);
});

it('writes a heartbeat after each poll, and with each heartbeat of a job', async () => {
  vi.useFakeTimers();
  let reports = 0;
  const health = fakeHealth({
    report: async () => {
      reports += 1;
    },
  });
  const { promise: done, resolve: finish } = Promise.withResolvers<void>();
  const processJob: WorkerContext['processJob'] = async () => {
    await done;
    return completion;
  };
  const { calls, run } = loopOver([messageOf(), undefined], { health, processJob });
  const ran = run();
  await vi.advanceTimersByTimeAsync(40_000);
  // One for the poll, one at the start of the job, then one every 20 s.
  expect(reports).toBe(1 + 3);
  expect(calls.filter((call) => call === 'protect')).toHaveLength(1 + 3);
  finish();
  await ran;
  expect(reports).toBe(4 + 1);
});

it('ends without an error on shutdown', async () => {
  const { calls, run } = loopOver([new Error('aborted')]);
  await run();
  expect(calls).toEqual([]);
});

it('takes no message while it is unhealthy, and the next one after a probe passed', async () => {
  vi.useFakeTimers();
  let isBroken = true;
  const probe = async () => (isBroken ? new MachineFailure('disk-full', 'no room') : undefined);
  const { calls, run } = loopOver([messageOf(), undefined], { health: fakeHealth({ probe }) });
  const ran = run();
  await vi.advanceTimersByTimeAsync(14_000);
  expect(calls).toEqual([]);
  isBroken = false;
  await vi.advanceTimersByTimeAsync(1000);
  await ran;
  expect(calls).toContain('table: completed');
});

it('ends with an error when it stays unhealthy', async () => {
  vi.useFakeTimers();
  const probe = async () => new MachineFailure('disk-full', 'no room');
  const { run } = loopOver([messageOf()], { health: fakeHealth({ probe }) });
  const ran = expect(run()).rejects.toThrow('no room');
  await vi.advanceTimersByTimeAsync(600_000);
  await ran;
});

it('probes the machine after two errors in a row, but not after two with an answer between', async () => {
  vi.useFakeTimers();
  let probes = 0;
  const probe = async () => {
    probes += 1;
    return undefined;
  };
  const noAnswer = new Error('no answer');
  const { run } = loopOver([noAnswer, undefined, noAnswer, noAnswer, undefined, undefined], {
    health: fakeHealth({ probe }),
  });
  const ran = run();
  await vi.advanceTimersByTimeAsync(60_000);
  await ran;
  // One before the first poll, one after the second error in a row.
  expect(probes).toBe(2);
});
