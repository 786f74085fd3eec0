import { expect, it } from 'vitest';
import { Tensor } from '../../../onnx-runtime/onnx-runtime.ts';
import { batchSizeOf, firstItems, joinBatch, padBatch, splitBatch } from './tensor-batches.ts';

const tensors = {
  pairs: new Tensor('float32', Float32Array.of(1, 2, 3, 4, 5, 6), [3, 2]),
  singles: new Tensor('float32', Float32Array.of(7, 8, 9), [3, 1, 1]),
};

it('splits a batch into smaller ones, the last with the remainder', () => {
  const parts = splitBatch(tensors, 2);
  expect(parts.map(batchSizeOf)).toEqual([2, 1]);
  expect(parts.map(({ pairs }) => [...(pairs!.data as Float32Array)])).toEqual([
    [1, 2, 3, 4],
    [5, 6],
  ]);
  expect(parts.map(({ singles }) => singles!.dims)).toEqual([
    [2, 1, 1],
    [1, 1, 1],
  ]);
});

it.each([1, 2, 3, 4])('joins batches of %i to the original', (size) => {
  const joined = joinBatch(splitBatch(tensors, size));
  for (const [name, { dims, data }] of Object.entries(tensors)) {
    expect([joined[name]!.dims, joined[name]!.data]).toEqual([dims, data]);
  }
});

it('pads with zeros after the items', () => {
  const padded = padBatch(tensors, 5);
  expect([...(padded.pairs!.data as Float32Array)]).toEqual([1, 2, 3, 4, 5, 6, 0, 0, 0, 0]);
  expect(padded.singles!.dims).toEqual([5, 1, 1]);
  const first = firstItems(padded, 3);
  for (const [name, { dims, data }] of Object.entries(tensors)) {
    expect([first[name]!.dims, first[name]!.data]).toEqual([dims, data]);
  }
});
