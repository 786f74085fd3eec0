import type { JobIndex } from '../ports.ts';
import { recentJobs, type Workload, workloadOf } from './waiting-time.ts';

/** Reads the present workload from the index. */
export async function readWorkload(index: JobIndex, nowMs: number): Promise<Workload> {
  const [processing, completed] = await Promise.all([
    collect(index.list('processing')),
    index.latest('completed', recentJobs),
  ]);
  return workloadOf(processing, completed, nowMs);
}

async function collect<Item>(items: AsyncIterable<Item>): Promise<readonly Item[]> {
  const collected: Item[] = [];
  for await (const item of items) collected.push(item);
  return collected;
}
