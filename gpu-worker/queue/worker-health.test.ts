import { MachineFailure } from '@my-pitch/shared/errors';
import { jobIdSchema } from '@my-pitch/shared/ids';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { diagnose } from './diagnose.ts';
import { fakeHealth } from './testing/fake-worker.ts';
import { WorkerUnhealthy } from './worker-health.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const [songA, songB] = ['a', 'b'].map((digit) =>
  jobIdSchema.parse(`${digit.repeat(8)}-2222-4333-8444-555555555555`),
) as [ReturnType<typeof jobIdSchema.parse>, ReturnType<typeof jobIdSchema.parse>];
const unknown = diagnose(new TypeError('oops'));
const diskFull = diagnose(new MachineFailure('disk-full', 'no room'));

/** A worker whose machine a test can break, and the states that it reported. */
function createWorker(isBroken = false) {
  const machine = { isBroken, probes: 0 };
  const reports: (string | undefined)[] = [];
  const health = fakeHealth({
    probe: async () => {
      machine.probes += 1;
      return machine.isBroken ? new MachineFailure('disk-full', 'no room') : undefined;
    },
    report: async ({ unhealthyReason }) => {
      reports.push(unhealthyReason);
    },
  });
  return { health, machine, reports };
}

/** Whether the worker may take a song within some seconds. */
async function isHealthyWithin(health: ReturnType<typeof fakeHealth>, seconds: number) {
  let isHealthy = false;
  const { signal } = new AbortController();
  const waited = health.waitUntilHealthy(signal).then(() => {
    isHealthy = true;
  });
  waited.catch(() => undefined);
  await vi.advanceTimersByTimeAsync(seconds * 1000);
  return { isHealthy, waited };
}

describe('attributing a failure', () => {
  it('blames the song for an unknown failure on a healthy machine', async () => {
    const { health } = createWorker();
    expect(await health.attributeFailure(unknown, songA)).toBe('song');
    expect(await health.attributeFailure(unknown, songA)).toBe('song');
    expect(await isHealthyWithin(health, 0)).toMatchObject({ isHealthy: true });
  });

  it('blames the machine for a full disk, even if the probe passes again', async () => {
    const { health } = createWorker();
    expect(await health.attributeFailure(diskFull, songA)).toBe('machine');
    expect(await isHealthyWithin(health, 0)).toMatchObject({ isHealthy: true });
  });

  it('blames the machine for every failure while its probe fails', async () => {
    const { health } = createWorker(true);
    expect(await health.attributeFailure(unknown, songA)).toBe('machine');
    expect(await isHealthyWithin(health, 4)).toMatchObject({ isHealthy: false });
  });

  it('blames the machine from the second song in a row on, and then pauses', async () => {
    const { health } = createWorker();
    expect(await health.attributeFailure(unknown, songA)).toBe('song');
    expect(await health.attributeFailure(unknown, songB)).toBe('machine');
    expect(await isHealthyWithin(health, 4)).toMatchObject({ isHealthy: false });
  });

  it('does not connect failures before and after a fault that a probe found and that has gone', async () => {
    const { health, machine } = createWorker(true);
    expect(await health.attributeFailure(unknown, songA)).toBe('machine');
    const { waited } = await isHealthyWithin(health, 0);
    machine.isBroken = false;
    await vi.advanceTimersByTimeAsync(5000);
    await waited;
    expect(await health.attributeFailure(unknown, songB)).toBe('song');
  });

  it('does not connect failures with a finished song between them', async () => {
    const { health } = createWorker();
    await health.attributeFailure(unknown, songA);
    health.recordFinishedSong(health.failureCount);
    expect(await health.attributeFailure(unknown, songB)).toBe('song');
  });

  it('connects failures with a song between them that began before the first', async () => {
    const { health } = createWorker();
    const failuresBefore = health.failureCount;
    await health.attributeFailure(unknown, songA);
    health.recordFinishedSong(failuresBefore);
    expect(await health.attributeFailure(unknown, songB)).toBe('machine');
  });

  it('blames the song for the first of two failures at the same time, with one probe', async () => {
    const { health, machine } = createWorker();
    const causes = [songA, songB].map((song) => health.attributeFailure(unknown, song));
    expect(await Promise.all(causes)).toEqual(['song', 'machine']);
    expect(machine.probes).toBe(1);
    expect(await isHealthyWithin(health, 4)).toMatchObject({ isHealthy: false });
  });

  it('counts one attempt of one song, also when songs of before the fault finish in between', async () => {
    const { health } = createWorker();
    const failuresBefore = health.failureCount;
    const causes: string[] = [];
    for (const song of [songA, songB, songA, songB]) {
      causes.push(await health.attributeFailure(unknown, song));
      health.recordFinishedSong(failuresBefore);
      await isHealthyWithin(health, 300);
    }
    expect(causes).toEqual(['song', 'machine', 'machine', 'machine']);
  });

  it('counts one attempt of one song for a machine that always fails and whose fault no probe finds', async () => {
    const { health } = createWorker();
    const causes: string[] = [];
    for (const song of [songA, songB, songA, songA, songB]) {
      causes.push(await health.attributeFailure(unknown, song));
      await isHealthyWithin(health, 300);
    }
    expect(causes).toEqual(['song', 'machine', 'machine', 'machine', 'machine']);
  });

  it('fails two songs that break every worker, since each worker is replaced', async () => {
    let attemptsOfA = 0;
    for (let generation = 0; generation < 3; generation += 1) {
      const { health } = createWorker();
      for (let isReplaced = false; !isReplaced; ) {
        for (const song of [songA, songB]) {
          const cause = await health.attributeFailure(unknown, song);
          if (cause === 'song' && song === songA) attemptsOfA += 1;
          const { isHealthy } = await isHealthyWithin(health, 300);
          isReplaced ||= !isHealthy;
        }
      }
    }
    expect(attemptsOfA).toBe(3);
  });
});

describe('pausing', () => {
  it('begins before the first song when the first probe fails', async () => {
    const { health, machine } = createWorker(true);
    expect(await isHealthyWithin(health, 4)).toMatchObject({ isHealthy: false });
    expect(machine.probes).toBe(1);
  });

  it('ends when a probe passes, and is reported to the health check meanwhile', async () => {
    const { health, machine, reports } = createWorker(true);
    const { waited } = await isHealthyWithin(health, 4);
    machine.isBroken = false;
    await vi.advanceTimersByTimeAsync(1000);
    await waited;
    expect(reports[0]).toBe('disk-full: no room');
    expect(reports.at(-1)).toBeUndefined();
  });

  it('writes heartbeats, even in a pause longer than the health check waits for one', async () => {
    const { health, reports } = createWorker(true);
    await isHealthyWithin(health, 5 + 10 + 20 + 40 + 80);
    // Five pauses, of which the last two (40 s and 80 s) need 1 and 3 further heartbeats.
    expect(reports.length).toBeGreaterThanOrEqual(5 + 1 + 3);
  });

  it('doubles each time, until the worker gives up', async () => {
    const { health, machine } = createWorker(true);
    const { waited } = await isHealthyWithin(health, 5 + 10 + 20 + 40 + 80 + 160);
    expect(machine.probes).toBe(7);
    await expect(waited).rejects.toThrow(WorkerUnhealthy);
    await expect(waited).rejects.toThrow('no room');
    await expect(waited).rejects.toMatchObject({ cause: { fault: 'disk-full' } });
  });

  it('starts short again after a fault that a probe found and that has gone', async () => {
    const { health, machine } = createWorker(true);
    await isHealthyWithin(health, 5 + 10 + 19);
    machine.isBroken = false;
    await vi.advanceTimersByTimeAsync(1000);
    machine.isBroken = true;
    health.requireProbe();
    await isHealthyWithin(health, 0);
    machine.isBroken = false;
    await vi.advanceTimersByTimeAsync(5000);
    expect(await isHealthyWithin(health, 0)).toMatchObject({ isHealthy: true });
  });

  it('doubles while every song fails, even if every probe passes', async () => {
    const { health } = createWorker();
    await health.attributeFailure(unknown, songA);
    await health.attributeFailure(unknown, songB);
    expect(await isHealthyWithin(health, 5)).toMatchObject({ isHealthy: true });
    await health.attributeFailure(unknown, songA);
    expect(await isHealthyWithin(health, 9)).toMatchObject({ isHealthy: false });
  });

  it('is not repeated once a song has finished', async () => {
    const { health } = createWorker();
    await health.attributeFailure(unknown, songA);
    await health.attributeFailure(unknown, songB);
    await isHealthyWithin(health, 5);
    health.recordFinishedSong(health.failureCount);
    expect(await health.attributeFailure(unknown, songA)).toBe('song');
  });

  it('ends at once when the worker stops', async () => {
    const { health } = createWorker(true);
    const shutdown = new AbortController();
    const waited = health.waitUntilHealthy(shutdown.signal);
    await vi.advanceTimersByTimeAsync(1000);
    shutdown.abort();
    await expect(waited).resolves.toBeUndefined();
  });
});

it('logs one line when it becomes unhealthy, which the alarm counts, and one when it recovers', async () => {
  const lines: { metric?: string; fault?: string }[] = [];
  const log = pino({ base: null }, { write: (line) => void lines.push(JSON.parse(line)) });
  let probes = 0;
  const probe = async () => {
    probes += 1;
    return probes <= 3 ? new MachineFailure('disk-full', 'no room') : undefined;
  };
  const { waited } = await isHealthyWithin(fakeHealth({ probe, log }), 5 + 10 + 20);
  await waited;
  const metrics = lines.filter(({ metric }) => metric !== undefined);
  expect(metrics).toMatchObject([
    { metric: 'worker-sick', fault: 'disk-full' },
    { metric: 'worker-well', fault: 'disk-full' },
  ]);
});

it('may take no song before its first probe, during a probe, and with a fault', async () => {
  const { health, machine } = createWorker();
  expect(health.mayTakeSong).toBe(false);
  await isHealthyWithin(health, 0);
  expect(health.mayTakeSong).toBe(true);
  const attributed = health.attributeFailure(unknown, songA);
  expect(health.mayTakeSong).toBe(false);
  await attributed;
  expect(health.mayTakeSong).toBe(true);
  machine.isBroken = true;
  await health.attributeFailure(unknown, songA);
  expect(health.mayTakeSong).toBe(false);
});

it('probes once, and again only when a probe is required', async () => {
  const { health, machine } = createWorker();
  for (let n = 0; n < 5; n += 1) await isHealthyWithin(health, 0);
  expect(machine.probes).toBe(1);
  health.requireProbe();
  await isHealthyWithin(health, 0);
  expect(machine.probes).toBe(2);
});

it('a heartbeat that cannot be written does not stop the work', async () => {
  const health = fakeHealth({ report: () => Promise.reject(new Error('ENOSPC')) });
  await expect(health.heartbeat()).resolves.toBeUndefined();
});
