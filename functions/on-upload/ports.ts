import type { JobId } from '@my-pitch/shared/ids';
import type { ArtifactName } from '@my-pitch/shared/keys';

/** The table's index of results that may be copied, eventually consistent. */
export interface ResultIndex {
  /** Jobs with this result key whose results expire after an instant: at most three, the last to expire first. */
  find(resultKey: string, expireAfterIso: string): Promise<readonly JobId[]>;
}

/** The artifacts of all jobs. */
export interface ArtifactFiles {
  /** Copies an artifact within the store. Returns whether it existed. */
  copy(from: JobId, to: JobId, name: ArtifactName): Promise<boolean>;
  /** @returns `undefined` when the artifact does not exist. */
  readText(jobId: JobId, name: ArtifactName): Promise<string | undefined>;
  write(jobId: JobId, name: ArtifactName, content: Uint8Array): Promise<void>;
}

/** The true hashes of uploads. */
export interface UploadHash {
  /** The SHA-256 of an upload, hex, never one that was only declared. `undefined` when it does not exist. */
  sha256(jobId: JobId): Promise<string | undefined>;
}
