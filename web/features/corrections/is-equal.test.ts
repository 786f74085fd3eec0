import fc from 'fast-check';
import { expect, it } from 'vitest';
import { isEqual } from './is-equal.ts';

it('compares JSON values by their contents, whatever the order of fields', () => {
  expect(isEqual({ a: 1, b: [1, { c: null }] }, { b: [1, { c: null }], a: 1 })).toBe(true);
  expect(isEqual({ a: 1, b: undefined }, { a: 1 })).toBe(true);
});

it.each<readonly [unknown, unknown]>([
  [{ a: 1 }, { a: 2 }],
  [{ a: 1 }, { a: 1, b: 2 }],
  [[1, 2], [1]],
  [[1], [1, 2]],
  [[], {}],
  [{ length: 0 }, []],
  [null, {}],
  [null, undefined],
  [0, false],
  [{}, 'a'],
])('%j differs from %j', (a, b) => {
  expect([isEqual(a, b), isEqual(b, a)]).toEqual([false, false]);
});

it('a copy equals its original', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(isEqual(value, structuredClone(value))).toBe(true);
    }),
  );
});
