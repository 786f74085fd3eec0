import type { MetricName, ProductMetrics } from '../product-metrics.ts';

/** Metrics in memory, in the order of recording. */
export function memoryMetrics() {
  const recorded: (readonly [name: MetricName, value: number, labels: object])[] = [];
  const metrics: ProductMetrics = {
    record: (name, value, labels) => void recorded.push([name, value, labels]),
  };
  return { metrics, recorded };
}
