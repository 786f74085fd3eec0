import { MachineFailure } from '@my-pitch/shared/errors';
import { jobSchema, returnedLeaseExpiresAt } from '@my-pitch/shared/job';
import { cancelWrite } from '@my-pitch/shared/job-writes';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { completion, fakeHealth } from './testing/fake-worker.ts';
import { idOfSong, SeveralSongs } from './testing/several-songs.ts';
import { WorkerUnhealthy } from './worker-health.ts';

beforeEach(() => {
  vi.useFakeTimers({ now: new Date('2026-01-01T12:00:00.000Z') });
});
afterEach(() => {
  vi.useRealTimers();
});

const seconds = (count: number) => vi.advanceTimersByTimeAsync(count * 1000);
const givenBack = { status: 'processing', lease: { expiresAt: returnedLeaseExpiresAt } };
const numbers = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, i) => from + i);

describe.each([2, 4])('a worker with %d songs in flight', (maxSongs) => {
  const all = numbers(1, maxSongs);

  it('takes no more, and the next one when any of them is done', async () => {
    const songs = new SeveralSongs(maxSongs + 2);
    songs.startWorker(maxSongs);
    await seconds(1);
    expect(songs.inWork).toEqual(all);
    songs.finish(2);
    await seconds(1);
    expect(await songs.job(2)).toMatchObject({ status: 'completed', attempts: 0 });
    expect(songs.inWork.toSorted()).toEqual([1, ...numbers(3, maxSongs + 1)]);
  });

  it('renews every lease and hides every message', async () => {
    const songs = new SeveralSongs(maxSongs);
    songs.startWorker(maxSongs);
    await seconds(300);
    for (const n of all) {
      expect(await songs.job(n)).toMatchObject({ lease: { attempt: 1 } });
      const job = jobSchema.parse(await songs.job(n));
      if (job.status !== 'processing') throw new Error(`Song ${n} is ${job.status}`);
      expect(Date.parse(job.lease.expiresAt)).toBeGreaterThan(Date.now() + 39_000);
    }
    expect(songs.queue.visibleIds).toEqual([]);
    expect(songs.inWork).toEqual(all);
  });

  it('loses the lease of one, and goes on with the others', async () => {
    const songs = new SeveralSongs(maxSongs);
    songs.startWorker(maxSongs);
    await seconds(1);
    const taken = jobSchema.parse(await songs.job(1));
    if (taken.status !== 'processing') throw new Error('Song 1 is not in work');
    const lease = { ...taken.lease, workerId: 'another', attempt: 2, messageId: 'another' };
    songs.table.put({ ...taken, lease, attempts: 1 });
    await seconds(21);
    expect(songs.inWork).toEqual(numbers(2, maxSongs));
    for (const n of numbers(2, maxSongs)) songs.finish(n);
    await seconds(1);
    for (const n of numbers(2, maxSongs)) {
      expect(await songs.job(n)).toMatchObject({ status: 'completed' });
    }
    expect(await songs.job(1)).toMatchObject({ attempts: 0, lease: { workerId: 'another' } });
  });

  it('stops only the one that is cancelled, and deletes only its files', async () => {
    const songs = new SeveralSongs(maxSongs);
    songs.startWorker(maxSongs);
    await seconds(1);
    await songs.table.write(cancelWrite(idOfSong(2), new Date().toISOString()));
    await seconds(21);
    expect(songs.inWork).toEqual(all.filter((n) => n !== 2));
    expect(songs.removedArtifacts).toEqual([idOfSong(2)]);
    expect(songs.queue.messageIds).toHaveLength(maxSongs - 1);
  });

  it('gives all of them back when it stops, at no attempt', async () => {
    const songs = new SeveralSongs(maxSongs);
    const { done, shutdown } = songs.startWorker(maxSongs);
    await seconds(1);
    shutdown.abort();
    await done;
    for (const n of all) expect(await songs.job(n)).toMatchObject({ ...givenBack, attempts: 0 });
    expect(songs.queue.visibleIds).toHaveLength(maxSongs);
  });

  it('takes no further song while its machine is sick, and finishes those in flight', async () => {
    const songs = new SeveralSongs(maxSongs + 1);
    let isBroken = false;
    const full = new MachineFailure('disk-full', 'no room');
    songs.set(1, async ({ signal }) => {
      await after(2000, undefined);
      signal.throwIfAborted();
      isBroken = true;
      throw full;
    });
    const health = fakeHealth({ probe: async () => (isBroken ? full : undefined) });
    songs.startWorker(maxSongs, { health });
    await seconds(6);
    expect(songs.inWork).toEqual(numbers(2, maxSongs));
    songs.finish(2);
    await seconds(1);
    expect(await songs.job(2)).toMatchObject({ status: 'completed' });
    expect(songs.inWork).toEqual(numbers(3, maxSongs));
    expect(await songs.job(1)).toMatchObject({ ...givenBack, attempts: 0 });
    expect(await songs.job(maxSongs + 1)).toMatchObject({ status: 'queued' });
    isBroken = false;
    await seconds(30);
    expect(songs.inWork).toContain(maxSongs + 1);
  });

  it('returns a message at once that comes while its machine becomes sick', async () => {
    const songs = new SeveralSongs(1);
    const full = new MachineFailure('disk-full', 'no room');
    const { promise: fails, resolve: fail } = Promise.withResolvers<void>();
    songs.set(1, async () => {
      await fails;
      throw full;
    });
    let isBroken = false;
    const health = fakeHealth({ probe: async () => (isBroken ? full : undefined) });
    songs.startWorker(maxSongs, { health });
    await seconds(1);
    isBroken = true;
    fail();
    await seconds(0);
    songs.table.put(
      jobSchema.parse({ ...(await songs.job(1)), status: 'queued', jobId: idOfSong(9) }),
    );
    const late = songs.queue.send(idOfSong(9));
    await seconds(1);
    expect(await songs.job(9)).toMatchObject({ status: 'queued' });
    expect(songs.queue.visibleIds).toContain(late);
  });

  it('gives those in flight back when it stays unhealthy, and ends with an error', async () => {
    const songs = new SeveralSongs(maxSongs);
    const full = new MachineFailure('disk-full', 'no room');
    let isBroken = false;
    songs.set(1, async () => {
      await after(2000, undefined);
      isBroken = true;
      throw full;
    });
    const health = fakeHealth({ probe: async () => (isBroken ? full : undefined) });
    const { done } = songs.startWorker(maxSongs, { health });
    const ended = expect(done).rejects.toThrow(WorkerUnhealthy);
    await seconds(300);
    expect(songs.inWork).toEqual(numbers(2, maxSongs));
    await seconds(100);
    await ended;
    expect(songs.inWork).toEqual([]);
    for (const n of all) expect(await songs.job(n)).toMatchObject({ ...givenBack, attempts: 0 });
  });

  it('goes on with those in flight while the queue does not answer polls', async () => {
    const songs = new SeveralSongs(maxSongs + 1);
    let polls = 0;
    const receive = songs.queue.receive.bind(songs.queue);
    songs.queue.receive = async (...args) => {
      polls += 1;
      if (polls > maxSongs && polls <= maxSongs + 2) throw new Error('no answer');
      return receive(...args);
    };
    songs.startWorker(maxSongs);
    await seconds(1);
    songs.finish(1);
    await seconds(1);
    for (const n of numbers(2, maxSongs)) songs.finish(n);
    await seconds(1);
    for (const n of all) expect(await songs.job(n)).toMatchObject({ status: 'completed' });
    await seconds(10);
    expect(songs.inWork).toEqual([maxSongs + 1]);
  });
});

describe('a song with a counted attempt', () => {
  /** Two new songs, and behind them one with a counted attempt and another new one. */
  async function startWithSuspect() {
    const songs = new SeveralSongs(4);
    songs.table.put(jobSchema.parse({ ...(await songs.job(3)), attempts: 1 }));
    const worker = songs.startWorker(4);
    await seconds(1);
    return { songs, worker };
  }

  it('waits until no other song is in flight, and no song is taken meanwhile', async () => {
    const { songs } = await startWithSuspect();
    await seconds(200);
    expect(songs.inWork).toEqual([1, 2]);
    songs.finish(1);
    await seconds(1);
    expect(songs.inWork).toEqual([2]);
    songs.finish(2);
    await seconds(1);
    expect(songs.inWork).toEqual([3]);
    await seconds(200);
    expect(songs.inWork).toEqual([3]);
    songs.finish(3);
    await seconds(1);
    expect(songs.inWork).toEqual([4]);
  });

  it('has no lease while it waits, and its message stays hidden', async () => {
    const { songs } = await startWithSuspect();
    await seconds(200);
    expect(await songs.job(3)).toMatchObject({ status: 'queued', attempts: 1 });
    expect(songs.queue.visibleIds).toEqual(['message-4']);
  });

  it('returns to the queue at once when the worker stops during the wait', async () => {
    const { songs, worker } = await startWithSuspect();
    worker.shutdown.abort();
    await worker.done;
    expect(songs.queue.visibleIds).toContain('message-3');
  });
});

describe.each([2, 4])('a song that crashes every worker, among %d in flight', (maxSongs) => {
  const crashAfterMs = 5000;
  /** Longer, so that no innocent song is done before the crash. */
  const innocentMs = 8000;

  it('fails after five crashes, and costs its neighbours one attempt each', async () => {
    const songs = new SeveralSongs(maxSongs);
    const innocent = numbers(2, maxSongs);
    for (const n of innocent) songs.set(n, () => after(innocentMs, completion));
    let crash = (): void => undefined;
    songs.set(1, async () => {
      await after(crashAfterMs, undefined);
      crash();
      return new Promise(() => {});
    });
    let crashes = 0;
    const startAnother = (): void => {
      const worker = songs.startWorker(maxSongs);
      crash = () => {
        worker.crash();
        crashes += 1;
        startAnother();
      };
    };
    startAnother();
    await seconds(1000);
    expect(crashes).toBe(5);
    expect(await songs.job(1)).toMatchObject({ status: 'failed', failureCode: 'worker-crashed' });
    for (const n of innocent) {
      expect(await songs.job(n)).toMatchObject({ status: 'completed', attempts: 1 });
    }
    expect(songs.queue.messageIds).toEqual([]);
  });
});

function after<Result>(ms: number, result: Result): Promise<Result> {
  return new Promise((resolve) => setTimeout(() => resolve(result), ms));
}
