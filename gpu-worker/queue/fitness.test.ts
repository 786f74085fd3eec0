import { MachineFailure } from '@my-pitch/shared/errors';
import { jobIdSchema } from '@my-pitch/shared/ids';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { diagnose } from './diagnose.ts';
import { WorkerUnfit } from './fitness.ts';
import { fakeFitness } from './testing/fake-worker.ts';

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

/** A fitness whose machine a test can make sick, with what it reported. */
function patient(isSick = false) {
  const machine = { isSick, probes: 0 };
  const reports: (string | undefined)[] = [];
  const fitness = fakeFitness({
    probe: async () => {
      machine.probes += 1;
      return machine.isSick ? new MachineFailure('disk-full', 'no room') : undefined;
    },
    report: async ({ sickness }) => {
      reports.push(sickness);
    },
  });
  return { fitness, machine, reports };
}

/** Whether the worker may take a song within so long. */
async function isFitWithin(fitness: ReturnType<typeof fakeFitness>, seconds: number) {
  let isFit = false;
  const { signal } = new AbortController();
  const fit = fitness.becomeFit(signal).then(() => {
    isFit = true;
  });
  fit.catch(() => undefined);
  await vi.advanceTimersByTimeAsync(seconds * 1000);
  return { isFit, fit };
}

describe('judging', () => {
  it('takes an unknown failure on a healthy machine for the song’s', async () => {
    const { fitness } = patient();
    expect(await fitness.judge(unknown, songA)).toBe('song');
    expect(await fitness.judge(unknown, songA)).toBe('song');
    expect(await isFitWithin(fitness, 0)).toMatchObject({ isFit: true });
  });

  it('takes a full disk for the machine’s, though the probe finds room again', async () => {
    const { fitness } = patient();
    expect(await fitness.judge(diskFull, songA)).toBe('machine');
    expect(await isFitWithin(fitness, 0)).toMatchObject({ isFit: true });
  });

  it('takes any failure on a machine that fails its probe for the machine’s', async () => {
    const { fitness } = patient(true);
    expect(await fitness.judge(unknown, songA)).toBe('machine');
    expect(await isFitWithin(fitness, 4)).toMatchObject({ isFit: false });
  });

  it('blames the machine from the second song in a row on, and then rests', async () => {
    const { fitness } = patient();
    expect(await fitness.judge(unknown, songA)).toBe('song');
    expect(await fitness.judge(unknown, songB)).toBe('machine');
    expect(await isFitWithin(fitness, 4)).toMatchObject({ isFit: false });
  });

  it('does not connect failures before and after a fault that a probe found and that is over', async () => {
    const { fitness, machine } = patient(true);
    expect(await fitness.judge(unknown, songA)).toBe('machine');
    const { fit } = await isFitWithin(fitness, 0);
    machine.isSick = false;
    await vi.advanceTimersByTimeAsync(5000);
    await fit;
    expect(await fitness.judge(unknown, songB)).toBe('song');
  });

  it('does not connect failures between which a song went well', async () => {
    const { fitness } = patient();
    await fitness.judge(unknown, songA);
    fitness.finishedSong();
    expect(await fitness.judge(unknown, songB)).toBe('song');
  });

  it('costs one song one attempt, however often a machine fails whose fault no probe finds', async () => {
    const { fitness } = patient();
    const verdicts: string[] = [];
    for (const song of [songA, songB, songA, songA, songB]) {
      verdicts.push(await fitness.judge(unknown, song));
      await isFitWithin(fitness, 300);
    }
    expect(verdicts).toEqual(['song', 'machine', 'machine', 'machine', 'machine']);
  });

  it('lets two poisonous songs come to an end, by workers that are replaced', async () => {
    let attemptsOfA = 0;
    for (let generation = 0; generation < 3; generation += 1) {
      const { fitness } = patient();
      for (let isReplaced = false; !isReplaced; ) {
        for (const song of [songA, songB]) {
          const verdict = await fitness.judge(unknown, song);
          if (verdict === 'song' && song === songA) attemptsOfA += 1;
          const { isFit } = await isFitWithin(fitness, 300);
          isReplaced ||= !isFit;
        }
      }
    }
    expect(attemptsOfA).toBe(3);
  });
});

describe('resting', () => {
  it('begins before the first song when the machine fails its first probe', async () => {
    const { fitness, machine } = patient(true);
    expect(await isFitWithin(fitness, 4)).toMatchObject({ isFit: false });
    expect(machine.probes).toBe(1);
  });

  it('ends when a probe passes, and is told to the health check meanwhile', async () => {
    const { fitness, machine, reports } = patient(true);
    const { fit } = await isFitWithin(fitness, 4);
    machine.isSick = false;
    await vi.advanceTimersByTimeAsync(1000);
    await fit;
    expect(reports[0]).toBe('disk-full: no room');
    expect(reports.at(-1)).toBeUndefined();
  });

  it('leaves signs of life, though a rest may be longer than a silent worker lives', async () => {
    const { fitness, reports } = patient(true);
    await isFitWithin(fitness, 5 + 10 + 20 + 40 + 80);
    // Five rests of which the longest two need a sign of life in between.
    expect(reports.length).toBeGreaterThanOrEqual(5 + 1 + 3);
  });

  it('grows, and ends with a worker that gives up', async () => {
    const { fitness, machine } = patient(true);
    const { fit } = await isFitWithin(fitness, 5 + 10 + 20 + 40 + 80 + 160);
    expect(machine.probes).toBe(7);
    await expect(fit).rejects.toThrow(WorkerUnfit);
    await expect(fit).rejects.toThrow('no room');
  });

  it('begins short again after a sickness that a probe has found and finds no more', async () => {
    const { fitness, machine } = patient(true);
    await isFitWithin(fitness, 5 + 10 + 19);
    machine.isSick = false;
    await vi.advanceTimersByTimeAsync(1000);
    machine.isSick = true;
    fitness.doubt();
    await isFitWithin(fitness, 0);
    machine.isSick = false;
    await vi.advanceTimersByTimeAsync(5000);
    expect(await isFitWithin(fitness, 0)).toMatchObject({ isFit: true });
  });

  it('grows while every song fails, though the probe finds nothing', async () => {
    const { fitness } = patient();
    await fitness.judge(unknown, songA);
    await fitness.judge(unknown, songB);
    expect(await isFitWithin(fitness, 5)).toMatchObject({ isFit: true });
    await fitness.judge(unknown, songA);
    expect(await isFitWithin(fitness, 9)).toMatchObject({ isFit: false });
  });

  it('is over for good once a song went well', async () => {
    const { fitness } = patient();
    await fitness.judge(unknown, songA);
    await fitness.judge(unknown, songB);
    await isFitWithin(fitness, 5);
    fitness.finishedSong();
    expect(await fitness.judge(unknown, songA)).toBe('song');
  });

  it('is cut short by the end of the worker', async () => {
    const { fitness } = patient(true);
    const shutdown = new AbortController();
    const fit = fitness.becomeFit(shutdown.signal);
    await vi.advanceTimersByTimeAsync(1000);
    shutdown.abort();
    await expect(fit).resolves.toBeUndefined();
  });
});

it('probes the machine only when there is a reason to', async () => {
  const { fitness, machine } = patient();
  for (let n = 0; n < 5; n += 1) await isFitWithin(fitness, 0);
  expect(machine.probes).toBe(1);
  fitness.doubt();
  await isFitWithin(fitness, 0);
  expect(machine.probes).toBe(2);
});

it('a sign of life that cannot be left is no reason to drop a song', async () => {
  const fitness = fakeFitness({ report: () => Promise.reject(new Error('ENOSPC')) });
  await expect(fitness.beat()).resolves.toBeUndefined();
});
