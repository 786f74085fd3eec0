import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { freePortNear, loopback } from '../ports.ts';

/** Unlike the ports of the page and of AWS no one has to know it: Prometheus reads it from a file. */
const preferredPort = 9464;

export interface MetricsTarget {
  readonly url: string;
  /** The variables with which a worker serves its metrics there. */
  readonly env: Readonly<Record<string, string>>;
}

/**
 * Chooses the port of the worker's metrics, and writes it for Prometheus
 * (`file_sd_configs` in `prometheus.yml`) as `metrics-targets.json` into the state folder.
 */
export async function serveMetricsAt(stateDir: string): Promise<MetricsTarget> {
  const port = await freePortNear(preferredPort);
  const targets = [{ targets: [`${loopback}:${port}`], labels: { job: 'worker' } }];
  await writeFile(join(stateDir, 'metrics-targets.json'), `${JSON.stringify(targets)}\n`);
  return {
    url: `http://${loopback}:${port}/metrics`,
    env: { METRICS_PORT: String(port) },
  };
}
