import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ScalingDecision } from './desired-workers.ts';
import { scale } from './scale.ts';
import { fakeScaler, startMs } from './testing/fake-scaler.ts';

const to =
  (cpu: number, gpu = 0) =>
  (): ScalingDecision => ({ cpu, gpu, reason: 'test' });
const failed = new Error('ThrottlingException');

describe('a run', () => {
  it('sets the counts that differ from the decision, and only those', async () => {
    const { cpu, gpu, context } = fakeScaler({
      cpu: { desired: 1, running: 1 },
      gpu: { desired: 0 },
      decide: to(1, 2),
    });
    expect(await scale(0, context())).toMatchObject({ cpu: 1, gpu: 2 });
    expect([cpu.sets, gpu.sets]).toEqual([[], [2]]);
  });

  it('gives the decision what it read', async () => {
    const { inputs, context } = fakeScaler({
      depth: { waiting: 5, inFlight: 2 },
      cpu: { desired: 3, running: 2, busy: 1 },
      // A task that is no longer wanted finishes its song.
      gpu: { desired: 1, running: 3, busy: 2 },
    });
    await scale(0, context());
    expect(inputs).toMatchObject([
      {
        ...{ waiting: 5, inFlight: 2, idleSeconds: { cpu: 0, gpu: 0 } },
        cpu: { running: 2, pending: 1, busy: 1, maxWorkers: 4 },
        gpu: { running: 2, pending: 0, busy: 2 },
      },
    ]);
  });

  it('counts the old and new tasks of a deployment once', async () => {
    const { inputs, context } = fakeScaler({ cpu: { desired: 2, running: 4 } });
    await scale(0, context());
    expect(inputs).toMatchObject([{ cpu: { running: 2, pending: 0 } }]);
  });

  it('may keep busy workers above a lowered maximum', async () => {
    const { cpu, context } = fakeScaler({
      cpu: { desired: 6, running: 6, busy: 5 },
      decide: to(5),
    });
    await scale(0, context());
    expect(cpu.sets).toEqual([5]);
  });

  it('has no GPU workers to ask for where the deployment has none', async () => {
    const { inputs, context } = fakeScaler();
    await scale(0, context());
    expect(inputs).toMatchObject([{ gpu: { maxWorkers: 0, running: 0, pending: 0 } }]);
  });

  it('counts a song that was queued just now and that the queue does not show yet', async () => {
    const { inputs, parts, context } = fakeScaler();
    await scale(1, context());
    parts.depth = { waiting: 0, inFlight: 1 };
    await scale(1, context());
    parts.depth = { waiting: 7, inFlight: 0 };
    await scale(1, context());
    expect(inputs.map(({ waiting }) => waiting)).toEqual([1, 0, 7]);
  });
});

describe('times', () => {
  it('measure how long each kind of worker has had no work', async () => {
    const { inputs, parts, cpu, gpu, context } = fakeScaler({
      cpu: { desired: 1, running: 1, busy: 1 },
      gpu: { desired: 1, running: 1 },
      depth: { waiting: 0, inFlight: 1 },
    });
    await scale(0, context());
    for (const minute of [1, 2]) {
      parts.nowMs = startMs + minute * 60_000;
      await scale(0, context());
    }
    cpu.state = { ...cpu.state, busy: 0 };
    parts.depth = { waiting: 0, inFlight: 0 };
    parts.nowMs = startMs + 3 * 60_000;
    await scale(0, context());
    gpu.state = { ...gpu.state, busy: 1 };
    parts.nowMs = startMs + 4 * 60_000;
    await scale(0, context());
    expect(inputs.map(({ idleSeconds }) => [idleSeconds.cpu, idleSeconds.gpu])).toEqual([
      [0, 0],
      [0, 60],
      [0, 120],
      [60, 180],
      [120, 0],
    ]);
  });

  it('measure how long tasks are pending, until one of them starts', async () => {
    const { inputs, parts, gpu, warnings, context } = fakeScaler({ gpu: { desired: 2 } });
    for (const [minute, running] of [
      [0, 0],
      [5, 0],
      [14, 0],
      [15, 0],
      [16, 1],
      [17, 1],
      [18, 2],
    ] as const) {
      gpu.state = { ...gpu.state, running };
      parts.nowMs = startMs + minute * 60_000;
      await scale(0, context());
    }
    const seconds = inputs.map(({ gpu: { pendingSeconds } }) => pendingSeconds);
    expect(seconds).toEqual([0, 300, 840, 900, 0, 60, 0]);
    expect(warnings).toEqual([expect.stringContaining('Running On-Demand G and VT instances')]);
  });

  it('start again after a gap: an idle worker is not stopped for what nobody saw', async () => {
    const { inputs, parts, context } = fakeScaler({ cpu: { desired: 1, running: 1 } });
    await scale(0, context());
    parts.nowMs = startMs + 24 * 3_600_000;
    await scale(0, context());
    expect(inputs.map(({ idleSeconds }) => idleSeconds.cpu)).toEqual([0, 0]);
  });

  it('keep both kinds for a song between two attempts', async () => {
    const { inputs, parts, context } = fakeScaler({ gpu: {}, depth: { waiting: 0, inFlight: 1 } });
    await scale(0, context());
    parts.nowMs += 60_000;
    await scale(0, context());
    expect(inputs.at(-1)?.idleSeconds).toEqual({ cpu: 0, gpu: 0 });
  });
});

it('the rate at which songs keep coming is measured from run to run', async () => {
  const { inputs, parts, context } = fakeScaler();
  for (const minute of [0, 1, 2, 3, 4, 5]) {
    parts.nowMs = startMs + minute * 60_000;
    parts.depth = { waiting: 6 * minute, inFlight: 0 };
    await scale(0, context());
  }
  const rates = inputs.map(({ songsPerSecond }) => songsPerSecond);
  expect(rates.slice(0, 2)).toEqual([0, 0]);
  expect(rates.at(-1)).toBeCloseTo(0.1);
});

describe('a failure', () => {
  it('of any read changes nothing and ends the run with an error', async () => {
    const count = fc.integer({ min: 0, max: 4 });
    const state = fc.record({ desired: count, running: count, busy: count });
    await fc.assert(
      fc.asyncProperty(
        ...[state, state, count, count, fc.constantFrom('queue', 'cpu', 'gpu')],
        async (cpuState, gpuState, cpu, gpu, broken) => {
          const scaler = fakeScaler({ cpu: cpuState, gpu: gpuState, decide: to(cpu, gpu) });
          if (broken === 'queue') scaler.parts.queueError = failed;
          else scaler[broken === 'cpu' ? 'cpu' : 'gpu'].readError = failed;
          await expect(scale(1, scaler.context())).rejects.toThrow('ThrottlingException');
          expect([scaler.cpu.sets, scaler.gpu.sets]).toEqual([[], []]);
          // The next run is not kept from doing its work.
          scaler.parts.queueError = undefined;
          scaler.cpu.readError = undefined;
          scaler.gpu.readError = undefined;
          await scale(1, scaler.context('next'));
          expect([scaler.cpu.state.desired, scaler.gpu.state.desired]).toEqual([cpu, gpu]);
        },
      ),
    );
  });

  it('of one service’s change does not keep the other from changing', async () => {
    const { cpu, gpu, store, context } = fakeScaler({ gpu: {}, decide: to(2, 3) });
    gpu.setError = failed;
    await expect(scale(0, context())).rejects.toThrow('did not change');
    expect(cpu.sets).toEqual([2]);
    expect(store.record).toBeDefined();
  });

  it.each([Number.NaN, -1, 1.5, 5])('%d is never asked for', async (count) => {
    const { cpu, context } = fakeScaler({ cpu: { desired: 2 }, decide: to(count) });
    await expect(scale(0, context())).rejects.toThrow(RangeError);
    expect(cpu.sets).toEqual([]);
  });
});

describe('two runs at once', () => {
  it('do not overlap, and the song of the second one is not lost', async () => {
    const { cpu, parts, context } = fakeScaler({
      decide: ({ waiting }) => ({ cpu: waiting, gpu: 0, reason: 'one per song' }),
    });
    // The first run has read the queue when the second one arrives with a song.
    let second: Promise<unknown> | undefined;
    cpu.beforeRead = async () => {
      if (second) return;
      second = scale(1, context('second'));
      expect(await second).toBeUndefined();
      parts.depth = { waiting: 3, inFlight: 0 };
    };
    expect(await scale(0, context('first'))).toMatchObject({ cpu: 3 });
    expect(cpu.state.desired).toBe(3);
  });

  it('of the schedule: the second one leaves the work to the first', async () => {
    const { cpu, inputs, context } = fakeScaler();
    let hasRun = false;
    cpu.beforeRead = async () => {
      if (hasRun) return;
      hasRun = true;
      expect(await scale(0, context('second'))).toBeUndefined();
    };
    await scale(0, context('first'));
    expect(inputs).toHaveLength(1);
  });

  it('after the first one was killed: the claim expires', async () => {
    const { store, parts, cpu, context } = fakeScaler({ decide: to(1) });
    await store.claim('killed', parts.nowMs);
    expect(await scale(1, context())).toBeUndefined();
    parts.nowMs += 60_000;
    expect(await scale(0, context())).toMatchObject({ cpu: 1 });
    expect(cpu.sets).toEqual([1]);
  });
});
