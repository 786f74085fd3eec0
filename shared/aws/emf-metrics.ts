import { Metrics } from '@aws-lambda-powertools/metrics';
import {
  metricNamespace,
  type ProductMetrics,
  productMetrics,
  serviceDimension,
} from '../product-metrics.ts';

/**
 * Metrics as lines on standard output in CloudWatch's embedded metric format (EMF). CloudWatch extracts
 * them from the logs of functions and of workers; no call to AWS is made. Each value is one line at
 * once, because a process may end at any time.
 */
export function createEmfMetrics(): ProductMetrics {
  const emf = new Metrics({ namespace: metricNamespace, serviceName: serviceDimension.value });
  return {
    record(name, value, labels) {
      // The total, then one set for each dimension: all combinations would multiply the costs.
      emf.addDimensions({});
      for (const [dimension, text] of Object.entries<string>(labels)) {
        emf.addDimensions({ [dimension]: text });
      }
      emf.addMetric(name, productMetrics[name].unit, value);
      emf.publishStoredMetrics();
    },
  };
}
