import { expect, it } from 'vitest';
import { followScroll } from './follow.ts';

const uncovered = { top: 0, bottom: 1000 };

it('scrolls only when a note leaves the middle half of the window', () => {
  expect(followScroll({ top: 250, bottom: 300 }, 1000, uncovered)).toBe(0);
  expect(followScroll({ top: 700, bottom: 750 }, 1000, uncovered)).toBe(0);
  expect(followScroll({ top: 701, bottom: 751 }, 1000, uncovered)).toBe(351);
  expect(followScroll({ top: 249, bottom: 299 }, 1000, uncovered)).toBe(-101);
});

it('moves a note out from under what covers the window', () => {
  const middle = { top: 400, bottom: 600 };
  expect(followScroll({ top: 300, bottom: 350 }, 1000, middle)).toBe(-100);
  expect(followScroll({ top: 450, bottom: 500 }, 1000, middle)).toBe(0);
  expect(followScroll({ top: 580, bottom: 630 }, 1000, middle)).toBe(180);
});
