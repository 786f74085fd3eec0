import type { JobId } from '@my-pitch/shared/ids';
import type { SongFiles, UploadSample } from '../ports.ts';

/** The buckets in memory: what was uploaded, and a record of what was removed. */
export class MemoryFiles implements SongFiles {
  readonly uploads = new Map<JobId, Uint8Array>();
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
    this.removed.push(`artifacts ${jobId}`);
  }
}
