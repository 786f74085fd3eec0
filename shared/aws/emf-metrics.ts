import { Metrics } from '@aws-lambda-powertools/metrics';
import {
  metricNamespace,
  type ProductMetrics,
  productMetrics,
  serviceDimension,
} from '../product-metrics.ts';

/** One line of CloudWatch's embedded metric format. */
export interface EmfLine {
  /** Values by name, in this unit. */
  readonly values: Readonly<Record<string, number>>;
  readonly unit: 'Count' | 'Seconds';
  /** The values are metrics in total, and once for each of these dimensions. */
  readonly dimensions?: Readonly<Record<string, string>>;
  /** Texts that stand in the line and are no metrics. */
  readonly details?: Readonly<Record<string, string>>;
}

/**
 * A writer of metrics as lines on standard output in CloudWatch's embedded metric format (EMF).
 * CloudWatch extracts them from the logs of functions and of workers; no call to AWS is made.
 * @param service the value of the dimension `service`, which each metric has.
 */
export function createEmfWriter(namespace: string, service: string): (line: EmfLine) => void {
  const emf = new Metrics({ namespace, serviceName: service });
  return ({ values, unit, dimensions = {}, details = {} }) => {
    // The total, then one set for each dimension: all combinations would multiply the costs.
    emf.addDimensions({});
    for (const [name, text] of Object.entries(dimensions)) emf.addDimensions({ [name]: text });
    for (const [name, value] of Object.entries(values)) emf.addMetric(name, unit, value);
    for (const [name, text] of Object.entries(details)) emf.addMetadata(name, text);
    emf.publishStoredMetrics();
  };
}

/** The product's metrics. Each value is one line at once, because a process may end at any time. */
export function createEmfMetrics(): ProductMetrics {
  const write = createEmfWriter(metricNamespace, serviceDimension.value);
  return {
    record: (name, value, labels) =>
      write({
        values: { [name]: value },
        unit: productMetrics[name].unit,
        dimensions: labels,
      }),
  };
}
