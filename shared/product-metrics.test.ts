import { expect, it } from 'vitest';
import { dimensionValues, metricNames, productMetrics, providerLabel } from './product-metrics.ts';

it('has few values for each dimension, so that the metrics stay cheap', () => {
  for (const values of Object.values(dimensionValues)) {
    expect(values.length).toBeLessThanOrEqual(20);
    for (const value of values) expect(value).toMatch(/^[a-z][a-z-]*$/);
  }
  const total = metricNames
    .flatMap((name) => productMetrics[name].dimensions)
    .reduce((sum, dimension) => sum + dimensionValues[dimension].length, metricNames.length);
  expect(total).toBeLessThan(70);
});

it.each([
  [undefined, 'none'],
  ['cpu', 'cpu'],
  ['cuda', 'cuda'],
  ['qnn', 'other'],
  ['', 'other'],
])('knows the execution provider %s as %s', (name, label) => {
  expect(providerLabel(name)).toBe(label);
});
