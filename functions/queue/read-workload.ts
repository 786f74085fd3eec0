import type { JobIndex } from '../ports.ts';
import { recentJobs, type Workload, workloadOf } from './waiting-time.ts';

/** Reads how much work is going on. */
export async function readWorkload(index: JobIndex, nowMs: number): Promise<Workload> {
  const [processing, completed] = await Promise.all([
    all(index.list('processing')),
    index.latest('completed', recentJobs),
  ]);
  return workloadOf(processing, completed, nowMs);
}

async function all<Item>(items: AsyncIterable<Item>): Promise<readonly Item[]> {
  const collected: Item[] = [];
  for await (const item of items) collected.push(item);
  return collected;
}
