import type { JobId } from '@my-pitch/shared/ids';
import type { CorrectionsStore, StoredCorrections } from '../ports.ts';

/** The corrections in memory; the tags count the writes. */
export class MemoryCorrections implements CorrectionsStore {
  readonly stored = new Map<JobId, StoredCorrections>();
  #writes = 1;

  async read(jobId: JobId): Promise<StoredCorrections | undefined> {
    return this.stored.get(jobId);
  }

  async write(
    jobId: JobId,
    json: string,
    replaced: string | undefined,
  ): Promise<string | undefined> {
    if (this.stored.get(jobId)?.etag !== replaced) return undefined;
    this.#writes += 1;
    const etag = `"${this.#writes}"`;
    this.stored.set(jobId, { json, etag });
    return etag;
  }
}
