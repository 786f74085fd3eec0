import fc from 'fast-check';
import { expect, it } from 'vitest';
import { curveExtent, labelY } from './label-place.ts';
import { pitchRows, yOf } from './pitch-rows.ts';

const rows = pitchRows([60, 72], 340);
const plot = { barTop: 100, barBottom: 118, curve: undefined, plotHeight: 340 };

it('sharp notes have their label above, flat ones below', () => {
  expect(labelY({ ...plot, isAbove: true })).toBe(91);
  expect(labelY({ ...plot, isAbove: false })).toBe(127);
});

it('a label is beyond the curve', () => {
  const curve = { top: 80, bottom: 150 };
  expect(labelY({ ...plot, curve, isAbove: true })).toBe(71);
  expect(labelY({ ...plot, curve, isAbove: false })).toBe(159);
});

it('a label keeps clear of bar and curve wherever the plot has room', () => {
  const height = fc.integer({ min: 0, max: 340 });
  fc.assert(
    fc.property(height, height, height, fc.boolean(), (barTop, one, other, isAbove) => {
      const curve = { top: Math.min(one, other), bottom: Math.max(one, other) };
      const y = labelY({ isAbove, barTop, barBottom: barTop + 18, curve, plotHeight: 340 });
      const isClear = (top: number, bottom: number) => y + 7 < top || y - 7 > bottom;
      expect(isClear(curve.top, curve.bottom) && isClear(barTop, barTop + 18)).toBe(true);
    }),
  );
});

it('the extent of the curve is that of the sung frames in the time', () => {
  const midi = Float32Array.from([70, 64, 66, Number.NaN, 65, 71]);
  const curve = { midi, hopSeconds: 0.25 };
  expect(curveExtent(curve, 0.25, 0.75, rows)).toEqual({
    top: yOf(rows, 66),
    bottom: yOf(rows, 64),
  });
  expect(curveExtent(curve, 0.75, 0, rows)).toBeUndefined();
});
