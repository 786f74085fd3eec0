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

it('a pickup gets only its share', () => {
  const [pickup, full] = shareRowWidth(
    [
      { signatures: 80, notes: 10 },
      { signatures: 0, notes: 98 },
    ],
    2,
    800,
  );
  // 44 and 132 units with padding: a quarter of the 720 units beside the signatures.
  expect(pickup).toBeCloseTo(80 + 180);
  expect(full).toBeCloseTo(540);
});

it('a row with fewer measures is not stretched', () => {
  expect(sum(shareRowWidth([{ signatures: 50, notes: 60 }], 4, 1200))).toBeCloseTo(300);
});

it('a row that is too narrow gets the least width that its notes need', () => {
  // 534 units with padding, a little tighter than VexFlow's minimum.
  expect(sum(shareRowWidth([{ signatures: 50, notes: 500 }], 1, 300))).toBeCloseTo(50 + 0.88 * 534);
});
