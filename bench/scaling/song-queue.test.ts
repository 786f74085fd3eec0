import { expect, it } from 'vitest';
import { SongQueue } from './song-queue.ts';

it('gives songs in the order of their arrival, over many additions', () => {
  const queue = new SongQueue();
  const taken: (number | undefined)[] = [];
  for (let song = 0; song < 1000; song++) {
    queue.add(song);
    if (song % 3 > 0) taken.push(queue.take());
  }
  expect(queue.length).toBe(1000 - taken.length);
  while (queue.length > 0) taken.push(queue.take());
  expect(taken).toEqual(Array.from({ length: 1000 }, (_, n) => n));
  expect(queue.take()).toBeUndefined();
});
