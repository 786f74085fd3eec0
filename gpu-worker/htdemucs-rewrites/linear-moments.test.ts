import { expect, it } from 'vitest';
import { noise } from '../audio/testing/audio-fixtures.ts';
import { centreColumns, gramOf, scaleRows } from './linear-moments.ts';

const matrix = { rows: 3, columns: 2, values: Float32Array.of(1, 2, 3, 4, 5, 9) };

it('subtracts column means and scales rows', () => {
  expect([...centreColumns(matrix)]).toEqual([-2, -3, 0, -1, 2, 4]);
  expect([...scaleRows(matrix, Float32Array.of(1, 0, -1))]).toEqual([1, 2, 0, 0, -5, -9]);
});

it('turns the covariance of x into the mean variance of Wx by the Gram matrix', () => {
  const frames = 50;
  const x = [noise(frames, 1), noise(frames, 2)] as const;
  const mean = (values: Float32Array) => values.reduce((sum, v) => sum + v, 0) / frames;
  const centred = x.map((channel) => channel.map((v) => v - mean(channel)));
  const covarianceOf = (a: number, b: number) =>
    mean(centred[a]!.map((v, i) => v * centred[b]![i]!));
  const covariance = [
    covarianceOf(0, 0),
    covarianceOf(0, 1),
    covarianceOf(1, 0),
    covarianceOf(1, 1),
  ];
  const variances = [0, 1, 2].map((row) => {
    const [a, b] = [matrix.values[2 * row]!, matrix.values[2 * row + 1]!];
    return mean(centred[0]!.map((v, i) => (a * v + b * centred[1]![i]!) ** 2));
  });
  const expected = variances.reduce((sum, v) => sum + v, 0) / 3;
  const byGram = gramOf(matrix).reduce((sum, g, i) => sum + g * covariance[i]!, 0);
  expect(byGram).toBeCloseTo(expected, 5);
});
