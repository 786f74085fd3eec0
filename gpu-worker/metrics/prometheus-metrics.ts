import {
  dimensionValues,
  type MetricName,
  metricNames,
  type ProductMetrics,
  productMetrics,
} from '@my-pitch/shared/product-metrics';
import { Counter, collectDefaultMetrics, Histogram, Registry } from 'prom-client';

/** From a short stage to a song that waited for hours. */
const bucketsSeconds = [0.1, 0.3, 1, 3, 10, 30, 60, 120, 300, 600, 1800, 3600, 7200];

type Labels = Readonly<Record<string, string>>;

/** Metrics for Prometheus, kept in memory. */
export interface PrometheusMetrics extends ProductMetrics {
  /** Prometheus' text format, and its content type. */
  expose(): Promise<{ readonly text: string; readonly contentType: string }>;
}

/** A metric's name in Prometheus: `SongsCompleted` is `my_pitch_songs_completed_total`. */
export function prometheusName(name: MetricName): string {
  const snake = `my_pitch${name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)}`;
  return productMetrics[name].unit === 'Count' ? `${snake}_total` : snake;
}

/** A dimension's name in Prometheus: `FailureCode` is `failure_code`. */
function prometheusLabel(dimension: string): string {
  return dimension.replaceAll(/(?<!^)[A-Z]/g, (letter) => `_${letter}`).toLowerCase();
}

/**
 * The worker's metrics in a registry of their own, beside those of the process (memory, processor time,
 * delay of the event loop).
 */
export function createPrometheusMetrics(): PrometheusMetrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const observers = new Map(
    metricNames
      .filter((name) => productMetrics[name].fromWorker)
      .map((name) => [name, observerOf(name, registry)]),
  );
  return {
    record: (name, value, labels) => observers.get(name)?.(value, labelsOf(labels)),
    expose: async () => ({ text: await registry.metrics(), contentType: registry.contentType }),
  };
}

function observerOf(name: MetricName, registry: Registry): (value: number, labels: Labels) => void {
  const { unit, help, dimensions } = productMetrics[name];
  const labelNames = dimensions.map(prometheusLabel);
  const options = { name: prometheusName(name), help, labelNames, registers: [registry] };
  if (unit === 'Seconds') {
    const histogram = new Histogram({ ...options, buckets: bucketsSeconds });
    return (seconds, labels) => histogram.observe(labels, seconds);
  }
  const counter = new Counter(options);
  // Prometheus does not see the first increase of a counter that begins with it.
  for (const labels of combinations(dimensions)) counter.inc(labelsOf(labels), 0);
  return (count, labels) => counter.inc(labels, count);
}

function labelsOf(labels: Labels): Labels {
  return Object.fromEntries(
    Object.entries(labels).map(([dimension, value]) => [prometheusLabel(dimension), value]),
  );
}

/** Every combination of the dimensions' values; one empty combination without dimensions. */
function combinations(dimensions: readonly (keyof typeof dimensionValues)[]): readonly Labels[] {
  return dimensions.reduce<readonly Labels[]>(
    (all, dimension) =>
      all.flatMap((labels) =>
        dimensionValues[dimension].map((value) => ({ ...labels, [dimension]: value })),
      ),
    [{}],
  );
}
