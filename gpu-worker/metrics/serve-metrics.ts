import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { PrometheusMetrics } from './prometheus-metrics.ts';

const loopbackHosts: ReadonlySet<string> = new Set(['127.0.0.1', 'localhost', '::1']);

export interface MetricsAddress {
  readonly host: string;
  readonly port: number;
}

/**
 * Serves `GET /metrics` for Prometheus. The server does not keep the process alive.
 * @throws {Error} when the port is taken.
 */
export async function serveMetrics(
  metrics: Pick<PrometheusMetrics, 'expose'>,
  { host, port }: MetricsAddress,
): Promise<Server> {
  const isLoopback = loopbackHosts.has(host);
  const server = createServer((request, response) => {
    answer(request, response, metrics, isLoopback).catch((error: unknown) =>
      response.destroy(error instanceof Error ? error : undefined),
    );
  });
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  server.once('error', reject).listen(port, host, resolve);
  await promise;
  return server.unref();
}

async function answer(
  { method, url, headers }: IncomingMessage,
  response: ServerResponse,
  metrics: Pick<PrometheusMetrics, 'expose'>,
  isLoopback: boolean,
): Promise<void> {
  // A page of another site may make its own host name point to this machine (DNS rebinding).
  if (isLoopback && !loopbackHosts.has(hostNameOf(headers.host))) {
    response.writeHead(421).end();
  } else if (method !== 'GET' || url !== '/metrics') {
    response.writeHead(404).end();
  } else {
    const { text, contentType } = await metrics.expose();
    response.writeHead(200, { 'content-type': contentType, 'cache-control': 'no-store' }).end(text);
  }
}

/** The host without port and brackets; empty for a missing or invalid header. */
function hostNameOf(header = ''): string {
  return URL.parse(`http://${header}`)?.hostname.replaceAll(/[[\]]/g, '') ?? '';
}
