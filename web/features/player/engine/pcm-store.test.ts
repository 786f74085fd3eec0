import { expect, it } from 'vitest';
import { PcmStore, pieceFrames } from './pcm-store.ts';

/** A piece whose samples are the frames they lie at. */
const frames = (piece: number, count = pieceFrames) =>
  Float32Array.from({ length: count }, (_, i) => piece * pieceFrames + i);

function read(store: PcmStore, start: number, count: number, { stem = 0, channel = 0 } = {}) {
  const into = new Float32Array(count).fill(9);
  store.read(stem, channel, start, count, into);
  return [...into];
}

it('reads across pieces', () => {
  const store = new PcmStore(1);
  store.put(0, 0, [frames(0)]);
  store.put(0, 1, [frames(1)]);
  expect(read(store, 0, 2)).toEqual([0, 1]);
  const seam = pieceFrames - 2;
  expect(read(store, seam, 4)).toEqual([seam, seam + 1, seam + 2, seam + 3]);
});

it('is silent before the start, after the end, and in missing and dropped pieces', () => {
  const store = new PcmStore(1);
  store.put(0, 0, [frames(0, 10)]);
  expect(read(store, -2, 4)).toEqual([0, 0, 0, 1]);
  expect(read(store, 8, 4)).toEqual([8, 9, 0, 0]);
  expect(read(store, 20, 2)).toEqual([0, 0]);
  expect(read(store, pieceFrames, 2)).toEqual([0, 0]);
  store.drop(0, 0);
  expect(read(store, 5, 2)).toEqual([0, 0]);
});

it('has two channels, equal for a mono stem', () => {
  const store = new PcmStore(2);
  store.put(0, 0, [Float32Array.of(1, 2), Float32Array.of(3, 4)]);
  store.put(1, 0, [Float32Array.of(5, 6)]);
  expect(read(store, 0, 2, { channel: 1 })).toEqual([3, 4]);
  expect(read(store, 0, 2, { stem: 1, channel: 1 })).toEqual([5, 6]);
  expect(store.stemCount).toBe(2);
});

it('ignores stems that it does not have', () => {
  const store = new PcmStore(1);
  store.put(3, 0, [Float32Array.of(1)]);
  store.drop(3, 0);
  expect(read(store, 0, 1, { stem: 3 })).toEqual([0]);
});
