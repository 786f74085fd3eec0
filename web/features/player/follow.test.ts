import { expect, test } from 'vitest';
import { followScroll } from './follow.ts';

const open = { top: 0, bottom: 1000 };

test('scrolls only when a note leaves the middle half of the window', () => {
  expect(followScroll({ top: 250, bottom: 300 }, 1000, open)).toBe(0);
  expect(followScroll({ top: 700, bottom: 750 }, 1000, open)).toBe(0);
  expect(followScroll({ top: 701, bottom: 751 }, 1000, open)).toBe(351);
  expect(followScroll({ top: 249, bottom: 299 }, 1000, open)).toBe(-101);
});

test('brings a note out from under what covers the window', () => {
  const covered = { top: 400, bottom: 600 };
  expect(followScroll({ top: 300, bottom: 350 }, 1000, covered)).toBe(-100);
  expect(followScroll({ top: 450, bottom: 500 }, 1000, covered)).toBe(0);
  expect(followScroll({ top: 580, bottom: 630 }, 1000, covered)).toBe(180);
});
