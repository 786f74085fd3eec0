import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Turns } from '../turns.ts';
import { completion } from './testing/fake-worker.ts';
import { SeveralSongs } from './testing/several-songs.ts';

/**
 * Seconds for a song of three minutes on a host with a large GPU (docs/experiments/separation-speed.md
 * and eta-estimator.ts). Pitch, notes and score run on the worker's only thread.
 */
const stageSeconds = { decode: 1, separate: 4, analyse: 2.3, encode: 6.7 };
const songCount = 12;

beforeEach(() => {
  vi.useFakeTimers({ now: new Date('2026-01-01T12:00:00.000Z') });
});
afterEach(() => {
  vi.useRealTimers();
});

const wait = (seconds: number) => new Promise((resolve) => setTimeout(resolve, seconds * 1000));

/** Seconds in which one worker completes all songs, around one separator and one thread. */
async function secondsWith(maxSongs: number): Promise<number> {
  const [gpu, thread] = [new Turns(), new Turns()];
  const songs = new SeveralSongs(songCount);
  const inTurn = async (turns: Turns, signal: AbortSignal, seconds: number): Promise<void> => {
    const end = await turns.take(signal);
    await wait(seconds);
    end();
  };
  for (let n = 1; n <= songCount; n += 1) {
    songs.set(n, async ({ signal }) => {
      await wait(stageSeconds.decode);
      await inTurn(gpu, signal, stageSeconds.separate);
      await inTurn(thread, signal, stageSeconds.analyse);
      await wait(stageSeconds.encode);
      return completion;
    });
  }
  songs.startWorker(maxSongs);
  const startMs = Date.now();
  while (songs.queue.messageIds.length > 0) await vi.advanceTimersByTimeAsync(100);
  return (Date.now() - startMs) / 1000;
}

it('several songs in flight overlap the separation with the other stages', async () => {
  const songsPerMinute = [];
  for (const maxSongs of [1, 2, 4]) {
    songsPerMinute.push((songCount * 60) / (await secondsWith(maxSongs)));
  }
  const [one = 0, two = 0, four = 0] = songsPerMinute;
  expect(one).toBeCloseTo(60 / 14, 1);
  // Two songs fill each other's gaps. Four are limited by the separator, with 4 s a song.
  expect(two / one).toBeGreaterThan(1.8);
  expect(four / one).toBeGreaterThan(2.5);
  expect(four).toBeLessThanOrEqual(60 / stageSeconds.separate);
});
