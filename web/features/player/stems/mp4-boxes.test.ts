import { expect, it } from 'vitest';
import { boxAt, part } from './mp4-boxes.ts';
import { box, u32 } from './testing/compose-m4a.ts';

const viewOf = (bytes: readonly number[]) => new DataView(Uint8Array.from(bytes).buffer);

/** The bytes of the box at a path. */
function read(bytes: readonly number[], path: string): readonly number[] | undefined {
  const found = boxAt(viewOf(bytes), path);
  return found && Array.from({ length: found.byteLength }, (_, i) => found.getUint8(i));
}

it('finds boxes by type, one after the other and inside one another', () => {
  const file = [...box('free', [9]), ...box('moov', [...box('mvhd', [1]), ...box('trak', [2, 3])])];
  expect(read(file, 'moov/mvhd')).toEqual([1]);
  expect(read(file, 'moov/trak')).toEqual([2, 3]);
  expect(read(file, 'moov/udta')).toBeUndefined();
  expect(read(file, 'trak')).toBeUndefined();
});

it('takes the first of several boxes of a type', () => {
  expect(read([...box('trak', [1]), ...box('trak', [2])], 'trak')).toEqual([1]);
});

it('reads 64-bit sizes, which 1 announces, and 0, which means the rest of the file', () => {
  const long = [...u32(1), ...Buffer.from('mdat'), ...u32(0), ...u32(18), 7, 8];
  expect(read([...long, ...box('moov', [1])], 'mdat')).toEqual([7, 8]);
  expect(read([...long, ...box('moov', [1])], 'moov')).toEqual([1]);
  expect(read([...u32(0), ...Buffer.from('mdat'), 5, 6], 'mdat')).toEqual([5, 6]);
});

it('reads empty boxes and stops at truncated ones', () => {
  expect(read([...box('free', []), ...box('moov', [])], 'moov')).toEqual([]);
  expect(read([...u32(9), ...Buffer.from('moov')], 'moov')).toBeUndefined();
  expect(read([...u32(7), ...Buffer.from('moov'), ...box('trak', [1])], 'trak')).toBeUndefined();
  // A 64-bit size is cut off.
  expect(read([...u32(1), ...Buffer.from('moov'), 0, 0, 0, 0], 'moov')).toBeUndefined();
  expect(read([0, 0, 0], 'moov')).toBeUndefined();
});

it('takes part of a view, relative to that view', () => {
  const view = part(viewOf([0, 1, 2, 3, 4, 5]), 1);
  expect(view.byteLength).toBe(5);
  const inner = part(view, 2, 2);
  expect([inner.byteLength, inner.getUint8(0), inner.getUint8(1)]).toEqual([2, 3, 4]);
});
