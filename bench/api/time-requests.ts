import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import type { CountingProxy } from './counting-proxy.ts';

export interface RequestFigures {
  /** Items per request. */
  readonly itemsRead: number;
  readonly itemsWritten: number;
  readonly p50Ms: number;
  readonly p95Ms: number;
}

/** At most 20 requests a second: the emulator is not under load. */
const pauseMs = 50;

/**
 * Sends requests one after the other and measures each.
 * @param prepare made before each request, not measured.
 */
export async function timeRequests<Prepared>(
  proxy: CountingProxy,
  count: number,
  prepare: (n: number) => Promise<Prepared>,
  request: (prepared: Prepared) => Promise<unknown>,
): Promise<RequestFigures> {
  const times: number[] = [];
  let [read, written] = [0, 0];
  for (let n = 0; n < count; n += 1) {
    const prepared = await prepare(n);
    await sleep(pauseMs);
    proxy.take();
    const startMs = performance.now();
    await request(prepared);
    times.push(performance.now() - startMs);
    const items = proxy.take();
    read += items.read;
    written += items.written;
  }
  const sorted = times.toSorted((a, b) => a - b);
  const quantile = (part: number) => sorted[Math.ceil(part * count) - 1] ?? Number.NaN;
  return {
    itemsRead: read / count,
    itemsWritten: written / count,
    p50Ms: quantile(0.5),
    p95Ms: quantile(0.95),
  };
}
