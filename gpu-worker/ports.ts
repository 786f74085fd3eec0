import type { JobId } from '@my-pitch/shared/ids';
import type { Job } from '@my-pitch/shared/job';
import type { JobWrite } from '@my-pitch/shared/job-writes';
import type { ArtifactName, correctionsName } from '@my-pitch/shared/keys';

/** One delivery of a queue message. */
export interface ReceivedMessage {
  /** The same for every delivery of a message. A second message about the same job has another one. */
  readonly messageId: string;
  /** Identifies this delivery. */
  readonly receiptHandle: string;
  readonly body: string;
  /** How often the message was delivered, including this time. */
  readonly receiveCount: number;
}

/** The queue of jobs. */
export interface JobQueue {
  /**
   * Polls for one message and hides it from other workers for `invisibleSeconds`.
   * @returns `undefined` when none came during the poll.
   */
  receive(invisibleSeconds: number, signal: AbortSignal): Promise<ReceivedMessage | undefined>;
  /** Hides the message for this long from now on; 0 makes it visible at once. */
  hide(message: ReceivedMessage, seconds: number): Promise<void>;
  delete(message: ReceivedMessage): Promise<void>;
  /** Resolves when the queue answers this worker. Takes no message. */
  check(): Promise<void>;
}

/** The table of jobs. */
export interface JobTable {
  read(jobId: JobId): Promise<Job | undefined>;
  /** Returns whether the condition of the write held; if not, nothing changed. */
  write(write: JobWrite): Promise<boolean>;
}

/** The files of all jobs: uploads to read, artifacts to write, and those of a take's original to read. */
export interface SongFiles {
  /** @throws {JobFailure} `upload-missing`. */
  download(jobId: JobId, toPath: string, signal: AbortSignal): Promise<void>;
  upload(jobId: JobId, name: ArtifactName, fromPath: string, signal: AbortSignal): Promise<void>;
  /** Downloads an artifact of a completed job, or its corrections. Returns whether there was one. */
  downloadResult(
    jobId: JobId,
    name: ArtifactName | typeof correctionsName,
    toPath: string,
    signal: AbortSignal,
  ): Promise<boolean>;
  /** Deletes all artifacts of a job. A missing artifact is no error. */
  removeArtifacts(jobId: JobId): Promise<void>;
  /** Resolves when both buckets answer this worker. Needs an id that no job has, and changes nothing. */
  check(unusedJobId: JobId): Promise<void>;
}

/** Keeps the platform from stopping this worker while it has a job. */
export interface TaskProtection {
  /** Enables protection, or renews it before it expires. Never throws. */
  enable(): Promise<void>;
  /** Never throws. */
  disable(): Promise<void>;
}
