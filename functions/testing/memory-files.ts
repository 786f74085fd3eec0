import type { JobId } from '@my-pitch/shared/ids';
import type { SongFiles, StoredObject, UploadSample } from '../ports.ts';
import { nowMs } from './sample-jobs.ts';

/** The buckets in memory. Records removals. */
export class MemoryFiles implements SongFiles {
  readonly uploads = new Map<JobId, Uint8Array>();
  /** The jobs that have artifacts, three each. */
  readonly artifacts = new Set<JobId>();
  /** When a job's files were written; by default now. */
  readonly modifiedMs = new Map<JobId, number>();
  readonly removed: string[] = [];

  async sampleUpload(jobId: JobId, headBytes: number): Promise<UploadSample | undefined> {
    const upload = this.uploads.get(jobId);
    return upload && { sizeBytes: upload.length, head: upload.subarray(0, headBytes) };
  }

  async removeUpload(jobId: JobId): Promise<void> {
    this.uploads.delete(jobId);
    this.removed.push(`upload ${jobId}`);
  }

  async removeArtifacts(jobId: JobId): Promise<void> {
    this.artifacts.delete(jobId);
    this.removed.push(`artifacts ${jobId}`);
  }

  async *listUploads(fromId: JobId): AsyncIterable<StoredObject> {
    yield* this.#listAround([...this.uploads.keys()], fromId);
  }

  async *listArtifacts(fromId: JobId): AsyncIterable<StoredObject> {
    const three = [...this.artifacts].flatMap((jobId) => [jobId, jobId, jobId]);
    yield* this.#listAround(three, fromId);
  }

  #listAround(jobIds: readonly JobId[], fromId: JobId): StoredObject[] {
    const inOrder = jobIds.toSorted();
    const fromHere = inOrder.filter((jobId) => jobId >= fromId);
    const fromStart = inOrder.filter((jobId) => jobId < fromId);
    return [...fromHere, ...fromStart].map((jobId) => ({
      jobId,
      modifiedMs: this.modifiedMs.get(jobId) ?? nowMs,
    }));
  }
}
