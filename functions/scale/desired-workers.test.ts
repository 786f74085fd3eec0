import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { desiredWorkers, type ScalingInput, type WorkerPool } from './desired-workers.ts';

const none = { running: 0, pending: 0, pendingSeconds: 0, busy: 0 };
const cpu: WorkerPool = {
  ...none,
  maxWorkers: 10,
  startSeconds: 100,
  songSeconds: 100,
  songsAtOnce: 1,
  dollarsPerHour: 1,
  keepIdleSeconds: 120,
};
/** A song costs twice what it costs on a CPU. */
const gpu: WorkerPool = {
  ...none,
  maxWorkers: 10,
  startSeconds: 300,
  songSeconds: 10,
  songsAtOnce: 2,
  dollarsPerHour: 20,
  keepIdleSeconds: 240,
};
const noGpu = { maxWorkers: 0 };

interface Case extends Partial<Omit<ScalingInput, 'cpu' | 'gpu'>> {
  readonly cpu?: Partial<WorkerPool>;
  readonly gpu?: Partial<WorkerPool>;
}

function inputOf({ cpu: cpuPart, gpu: gpuPart, ...rest }: Case): ScalingInput {
  const songs = { waiting: 0, inFlight: 0, idleSeconds: { cpu: 0, gpu: 0 } };
  return { ...songs, ...rest, cpu: { ...cpu, ...cpuPart }, gpu: { ...gpu, ...gpuPart } };
}

function decide(part: Case): readonly [number, number] {
  const decision = desiredWorkers(inputOf(part));
  return [decision.cpu, decision.gpu];
}

describe('the first worker', () => {
  it.each<[string, Case, readonly [number, number]]>([
    ['is not needed without songs', {}, [0, 0]],
    ['is a CPU worker, for a single song', { waiting: 1 }, [1, 0]],
    ['is a GPU worker where there are no CPU workers', { waiting: 1, cpu: noGpu }, [0, 1]],
    ['is enough until it starts', { waiting: 1, cpu: { pending: 1 } }, [1, 0]],
    [
      'is not added while one of the other kind starts',
      { waiting: 1, gpu: { pending: 1 } },
      [0, 1],
    ],
    ['is not added to one that runs', { waiting: 1, gpu: { running: 1 } }, [0, 1]],
    [
      'does not exist where neither kind is available',
      { waiting: 1, cpu: noGpu, gpu: noGpu },
      [0, 0],
    ],
  ])('%s', (_name, part, expected) => {
    expect(decide(part)).toEqual(expected);
  });
});

describe('more workers', () => {
  it.each<[string, Case, number]>([
    [
      'start with work for twice their start each: 10 songs are 1000 s, 5 × 200 s',
      { waiting: 10 },
      5,
    ],
    ['do not start for less', { waiting: 9 }, 4],
    ['stop at the maximum', { waiting: 100 }, 10],
    ['count present workers, and half of the songs in flight', running(3, 10, 3), 4],
    ['do not count songs in flight in full', running(3, 9, 3), 3],
    ['count workers that start, from when they are ready', starting(75, 7), 2],
    ['do not count them before', starting(0, 7), 3],
    ['are needed for what workers that start leave', starting(75, 8), 3],
    ['count late workers as ready now', starting(250, 7), 2],
    ['do not count late workers as ready before', starting(250, 9), 3],
    [
      'are needed for songs that keep coming: 2 + 2 + 5 - 4 songs in 200 s, and 5 in 100 s',
      { ...running(4, 2, 4), songsPerSecond: 0.05 },
      7,
    ],
    ['are not needed for the same songs if none comes', running(4, 2, 4), 4],
    [
      'are not needed while no song waits, even if many come',
      { ...running(8, 0, 8), songsPerSecond: 1 },
      8,
    ],
  ])('%s', (_name, part, expected) => {
    expect(decide({ ...part, gpu: noGpu })).toEqual([expected, 0]);
  });

  function running(count: number, waiting: number, inFlight: number): Case {
    return { waiting, inFlight, cpu: { running: count, busy: inFlight } };
  }

  function starting(pendingSeconds: number, waiting: number): Case {
    return { waiting, cpu: { pending: 2, pendingSeconds } };
  }
});

describe('the second kind', () => {
  it.each<[string, Case, readonly [number, number]]>([
    ['gets the songs that the cheaper one leaves', { waiting: 85, cpu: { maxWorkers: 3 } }, [3, 1]],
    [
      'gets none if they are too few for its start',
      { waiting: 83, cpu: { maxWorkers: 3 } },
      [3, 0],
    ],
    ['is the GPU if its songs cost as much', { waiting: 70, gpu: { dollarsPerHour: 10 } }, [10, 0]],
    ['is the CPU if GPU songs cost less', { waiting: 70, gpu: { dollarsPerHour: 9.9 } }, [10, 1]],
    ['counts the first one as it starts', { waiting: 8, gpu: { pending: 1 } }, [0, 1]],
    [
      'leaves the songs that GPU workers will have done',
      { waiting: 50, gpu: { running: 2 } },
      [0, 2],
    ],
    [
      'counts what the first one will do',
      { waiting: 8, cpu: { maxWorkers: 3 }, gpu: { dollarsPerHour: 1, running: 2 } },
      [0, 2],
    ],
  ])('%s', (_name, part, expected) => {
    expect(decide(part)).toEqual(expected);
  });
});

describe('tasks that do not start', () => {
  const pending = { pending: 2, maxWorkers: 10 };

  it.each<[string, Case, readonly [number, number]]>([
    [
      'are expected for three starts',
      { waiting: 2, cpu: { ...pending, pendingSeconds: 300 } },
      [2, 0],
    ],
    [
      'are then replaced by the other kind',
      { waiting: 2, cpu: { ...pending, pendingSeconds: 301 } },
      [2, 1],
    ],
    [
      'do not get more of their kind',
      { waiting: 100, cpu: { ...pending, pendingSeconds: 301 }, gpu: noGpu },
      [2, 0],
    ],
    [
      'leave their songs to the other kind',
      { waiting: 40, cpu: { maxWorkers: 20 }, gpu: { ...pending, pendingSeconds: 901 } },
      [20, 2],
    ],
    [
      'take songs from the other kind before',
      { waiting: 40, cpu: { maxWorkers: 20 }, gpu: { ...pending, pendingSeconds: 900 } },
      [0, 2],
    ],
  ])('%s', (_name, part, expected) => {
    expect(decide(part)).toEqual(expected);
  });
});

describe('fewer workers', () => {
  it.each<[string, Case, readonly [number, number]]>([
    ['remain: those with a song and one for each that waits', cpuRunning(10, 3, 2), [5, 0]],
    ['remain: one spare beside four busy ones', cpuRunning(10, 4, 0), [5, 0]],
    ['remain: one spare beside eleven busy ones', cpuRunning(20, 11, 0), [12, 0]],
    ['remain: two spare beside twelve busy ones', cpuRunning(20, 12, 0), [14, 0]],
    [
      'remain: GPU workers for two songs each',
      { waiting: 3, gpu: { running: 5, busy: 1 } },
      [0, 3],
    ],
    [
      'remain: no task that has no song to start for',
      { waiting: 1, cpu: { running: 1, pending: 4, busy: 1 } },
      [2, 0],
    ],
    ['remain: a last one while the next song may come', idle(119, 239), [1, 1]],
    ['remain: none after that', idle(120, 240), [0, 0]],
    [
      'remain: none of a kind that is idle while the other works',
      { ...idle(120, 0), inFlight: 2 },
      [0, 1],
    ],
    [
      'remain within a lower maximum',
      { ...cpuRunning(8, 2, 10), cpu: { running: 8, busy: 2, maxWorkers: 4 } },
      [4, 0],
    ],
    [
      'remain above a lower maximum while they are busy',
      { cpu: { running: 8, busy: 6, maxWorkers: 4 } },
      [6, 0],
    ],
  ])('%s', (_name, part, expected) => {
    expect(decide(part)).toEqual(expected);
  });

  function cpuRunning(count: number, busy: number, waiting: number): Case {
    return { waiting, inFlight: busy, cpu: { running: count, busy, maxWorkers: 20 }, gpu: noGpu };
  }

  function idle(cpuSeconds: number, gpuSeconds: number): Case {
    const pool = { running: 3 };
    return { idleSeconds: { cpu: cpuSeconds, gpu: gpuSeconds }, cpu: pool, gpu: pool };
  }
});

it('names songs, changes, limits and tasks that do not start as the reason', () => {
  const { reason } = desiredWorkers(
    inputOf({ waiting: 12, inFlight: 1, gpu: { pending: 2, pendingSeconds: 901 } }),
  );
  expect(reason).toBe('12 waiting, 1 in flight; CPU 0 to 6; GPU 2, 2 do not start');
  expect(desiredWorkers(inputOf({ waiting: 20 })).reason).toBe(
    '20 waiting, 0 in flight; CPU 0 to 10 (maximum); GPU 0',
  );
});

/** Pools as an operator could configure them, in any state. */
function anyPool(
  startSeconds: fc.Arbitrary<number>,
  songSeconds: fc.Arbitrary<number>,
): fc.Arbitrary<WorkerPool> {
  const count = fc.nat({ max: 40 });
  return fc
    .record({
      running: count,
      pending: count,
      pendingSeconds: fc.nat({ max: 2000 }),
      busyShare: fc.double({ min: 0, max: 1, noNaN: true }),
      maxWorkers: fc.nat({ max: 100 }),
      startSeconds,
      songSeconds,
      songsAtOnce: fc.integer({ min: 1, max: 4 }),
      dollarsPerHour: fc.double({ min: 0.01, max: 2, noNaN: true }),
      keepIdleSeconds: fc.nat({ max: 600 }),
    })
    .map(({ busyShare, ...pool }) => ({
      ...pool,
      busy: Math.floor(busyShare * pool.running),
      pendingSeconds: pool.pending === 0 ? 0 : pool.pendingSeconds,
    }));
}

const anyInput: fc.Arbitrary<ScalingInput> = fc.record({
  waiting: fc.nat({ max: 5000 }),
  inFlight: fc.nat({ max: 200 }),
  songsPerSecond: fc.double({ min: 0, max: 10, noNaN: true }),
  idleSeconds: fc.record({ cpu: fc.nat({ max: 900 }), gpu: fc.nat({ max: 900 }) }),
  cpu: anyPool(fc.integer({ min: 20, max: 200 }), fc.integer({ min: 20, max: 300 })),
  gpu: anyPool(fc.integer({ min: 200, max: 600 }), fc.integer({ min: 5, max: 60 })),
});
const runs = { numRuns: 500 };

/** The pool once ECS has done what was decided, as long as nothing else happens. */
function applied(pool: WorkerPool, desired: number): WorkerPool {
  const running = Math.min(pool.running, desired);
  return { ...pool, running, pending: desired - running };
}

describe('for any state of the pools', () => {
  it('keeps busy workers, and asks for whole numbers within the limits', () => {
    fc.assert(
      fc.property(anyInput, (input) => {
        const decision = desiredWorkers(input);
        for (const kind of ['cpu', 'gpu'] as const) {
          const { busy, maxWorkers } = input[kind];
          expect(Number.isInteger(decision[kind])).toBe(true);
          expect(decision[kind]).toBeGreaterThanOrEqual(busy);
          expect(decision[kind]).toBeLessThanOrEqual(Math.max(busy, maxWorkers));
        }
      }),
      runs,
    );
  });

  /** The same counts once the decision about them is carried out. */
  function carriedOut(input: ScalingInput): ScalingInput {
    const decision = desiredWorkers(input);
    const cpuPool = applied(input.cpu, decision.cpu);
    const gpuPool = applied(input.gpu, decision.gpu);
    return { ...input, cpu: cpuPool, gpu: gpuPool };
  }

  it('decides the same again once its decision is carried out', () => {
    fc.assert(
      fc.property(anyInput, (input) => {
        const [first, second] = [desiredWorkers(input), desiredWorkers(carriedOut(input))];
        expect([second.cpu, second.gpu]).toEqual([first.cpu, first.gpu]);
      }),
      runs,
    );
  });

  it('removes no worker because more songs wait', () => {
    fc.assert(
      fc.property(anyInput, fc.nat({ max: 500 }), (input, more) => {
        const settled = carriedOut(input);
        const few = desiredWorkers(settled);
        const many = desiredWorkers({ ...settled, waiting: settled.waiting + more });
        expect(many.cpu).toBeGreaterThanOrEqual(few.cpu);
        expect(many.gpu).toBeGreaterThanOrEqual(few.gpu);
      }),
      runs,
    );
  });

  it('gives no less capacity for more songs', () => {
    fc.assert(
      fc.property(anyInput, fc.nat({ max: 500 }), (input, more) => {
        const songRate = (count: Readonly<Record<'cpu' | 'gpu', number>>) =>
          count.cpu / input.cpu.songSeconds + count.gpu / input.gpu.songSeconds;
        const few = songRate(desiredWorkers(input));
        const many = songRate(desiredWorkers({ ...input, waiting: input.waiting + more }));
        // One more worker of one kind can replace up to one of the other, by rounding.
        const worker = 1 / Math.min(input.cpu.songSeconds, input.gpu.songSeconds);
        expect(many).toBeGreaterThan(few - worker);
      }),
      runs,
    );
  });

  it('asks for a worker as long as a song waits and a kind is available that starts', () => {
    fc.assert(
      fc.property(anyInput, fc.integer({ min: 1, max: 1000 }), (input, waiting) => {
        const { cpu: cpuPool, gpu: gpuPool } = input;
        fc.pre([cpuPool, gpuPool].some((pool) => pool.maxWorkers > 0 && pool.pendingSeconds === 0));
        const decision = desiredWorkers({ ...input, waiting });
        expect(decision.cpu + decision.gpu).toBeGreaterThan(0);
      }),
      runs,
    );
  });
});
