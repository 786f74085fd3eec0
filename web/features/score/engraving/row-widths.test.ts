import { expect, it } from 'vitest';
import { shareRowWidth } from './row-widths.ts';

const sum = (widths: readonly number[]) => widths.reduce((total, width) => total + width, 0);

it('a full row is filled exactly, and crowded measures get more', () => {
  const widths = shareRowWidth(
    [
      { signatures: 80, notes: 60 },
      { signatures: 0, notes: 200 },
    ],
    2,
    800,
  );
  expect(sum(widths)).toBeCloseTo(800);
  expect(widths[1]).toBeGreaterThan((widths[0] as number) - 80);
});

it('a row with fewer measures is not stretched', () => {
  expect(sum(shareRowWidth([{ signatures: 50, notes: 60 }], 4, 1200))).toBeCloseTo(300);
});

it('a row that is too narrow gets the width that its notes need', () => {
  expect(sum(shareRowWidth([{ signatures: 50, notes: 500 }], 1, 300))).toBeGreaterThan(550);
});
