import { expect, it } from 'vitest';
import { OverlapAdder } from './overlap-adder.ts';

/** A planar stereo segment of four frames whose right channel is ten times the left. */
const planar = (...left: number[]) => Float32Array.from([...left, ...left.map((x) => 10 * x)]);

it('blends overlapping segments by their weights and interleaves the channels', () => {
  const adder = new OverlapAdder(Float32Array.of(1, 3, 3, 1), 2);
  adder.add({ offset: 0, length: 4, readFrom: 0 }, planar(1, 1, 1, 1));
  // No later segment starts before frame 2.
  expect([...adder.takeUntil(2)]).toEqual([1, 10, 1, 10]);
  adder.add({ offset: 2, length: 4, readFrom: 2 }, planar(5, 5, 5, 5));
  // Frame 2: (3 · 1 + 1 · 5) / 4. Frame 3: (1 · 1 + 3 · 5) / 4.
  expect([...adder.takeUntil(6)]).toEqual([2, 20, 4, 40, 5, 50, 5, 50]);
});

it('takes a shortened segment from the middle of what the network saw', () => {
  const adder = new OverlapAdder(Float32Array.of(1, 3, 3, 1), 2);
  // Frames 10 and 11, seen by the network from frame 9 on.
  adder.takeUntil(10);
  adder.add({ offset: 10, length: 2, readFrom: 9 }, planar(1, 2, 3, 4));
  expect([...adder.takeUntil(12)]).toEqual([2, 20, 3, 30]);
});
