import { createEmfMetrics } from '@my-pitch/shared/aws/emf-metrics';
import type { WorkerEnv } from '@my-pitch/shared/env';
import type { ProductMetrics } from '@my-pitch/shared/product-metrics';
import type { Logger } from 'pino';
import { createPrometheusMetrics } from './prometheus-metrics.ts';
import { serveMetrics } from './serve-metrics.ts';

type MetricsEnv = Pick<WorkerEnv, 'METRICS_EMF' | 'METRICS_PORT' | 'METRICS_HOST'>;

/**
 * The worker's metrics, as its environment says: for CloudWatch, for Prometheus, for both or for none.
 * A port that is taken costs only the metrics: the worker logs it and continues.
 */
export async function openMetrics(env: MetricsEnv, log: Logger): Promise<ProductMetrics> {
  const outputs: ProductMetrics[] = [];
  if (env.METRICS_EMF) outputs.push(createEmfMetrics());
  if (env.METRICS_PORT !== undefined) {
    const address = { host: env.METRICS_HOST, port: env.METRICS_PORT };
    const prometheus = createPrometheusMetrics();
    try {
      await serveMetrics(prometheus, address);
      outputs.push(prometheus);
      log.info(address, 'metrics served');
    } catch (error) {
      log.error({ err: error, ...address }, 'the metrics cannot be served');
    }
  }
  return {
    record: (name, value, labels) => {
      for (const output of outputs) output.record(name, value, labels);
    },
  };
}
