import type { BucketStore } from '../clients/token-bucket.ts';

/** The buckets of all clients in memory. Counts its writes, also those whose condition did not hold. */
export class MemoryBuckets implements BucketStore {
  readonly fullAtMs = new Map<string, number>();
  writes = 0;

  async takeFirst(key: string, nowMs: number, fullAtMs: number): Promise<number | undefined> {
    this.writes += 1;
    const present = this.fullAtMs.get(key);
    if (present !== undefined && present > nowMs) return present;
    this.fullAtMs.set(key, fullAtMs);
    return undefined;
  }

  async takeNext(key: string, tokenMs: number, latestMs: number): Promise<number | undefined> {
    this.writes += 1;
    const present = this.fullAtMs.get(key) ?? 0;
    if (present > latestMs) return present;
    this.fullAtMs.set(key, present + tokenMs);
    return undefined;
  }
}
