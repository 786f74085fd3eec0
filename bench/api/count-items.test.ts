import { expect, it } from 'vitest';
import { itemsOf } from './count-items.ts';

it.each([
  ['GetItem', {}, { read: 1, written: 0 }],
  ['Query', { Count: 2, ScannedCount: 7 }, { read: 7, written: 0 }],
  ['UpdateItem', {}, { read: 0, written: 1 }],
  [undefined, undefined, { read: 0, written: 0 }],
])('counts the items of %s', (operation, response, items) => {
  expect(itemsOf(operation, response)).toEqual(items);
});

it('refuses an operation whose items it cannot count', () => {
  expect(() => itemsOf('TransactWriteItems', {})).toThrow('not counted');
});
