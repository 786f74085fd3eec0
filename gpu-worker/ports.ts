import type { JobId } from '@my-pitch/shared/ids';
import type { Job } from '@my-pitch/shared/job';
import type { JobWrite } from '@my-pitch/shared/job-writes';
import type { ArtifactName } from '@my-pitch/shared/keys';

/** One delivery of a queue message. */
export interface ReceivedMessage {
  /** The same for every delivery of a message, different for a second message about the same job. */
  readonly messageId: string;
  /** Names this delivery. */
  readonly receiptHandle: string;
  readonly body: string;
  /** How often the message was delivered, this time included. */
  readonly receiveCount: number;
}

/** The queue of jobs. */
export interface JobQueue {
  /** Waits for a message and hides it from others for `invisibleSeconds`; `undefined` when none came within the poll. */
  receive(invisibleSeconds: number, signal: AbortSignal): Promise<ReceivedMessage | undefined>;
  /** Hides the message from now on for so long; 0 gives it back at once. */
  hide(message: ReceivedMessage, seconds: number): Promise<void>;
  delete(message: ReceivedMessage): Promise<void>;
  /** Resolves when the queue answers this worker; takes no message. */
  check(): Promise<void>;
}

/** The table of jobs. */
export interface JobTable {
  read(jobId: JobId): Promise<Job | undefined>;
  /** Whether the write's condition held; if not, nothing has changed. */
  write(write: JobWrite): Promise<boolean>;
}

/** The singers' files: uploads to read, artifacts to write. */
export interface SongFiles {
  /** @throws {JobFailure} `upload-missing`. */
  download(jobId: JobId, toPath: string, signal: AbortSignal): Promise<void>;
  upload(jobId: JobId, name: ArtifactName, fromPath: string, signal: AbortSignal): Promise<void>;
  /** Removes every artifact of a job that exists. */
  removeArtifacts(jobId: JobId): Promise<void>;
  /** Resolves when both buckets answer this worker; changes nothing. `nobodys` is the id of no job. */
  check(nobodys: JobId): Promise<void>;
}

/** Keeps the platform from stopping this worker while it is busy. */
export interface TaskProtection {
  /** Protects from now on, and renews a protection that is about to end. Never throws. */
  hold(): Promise<void>;
  release(): Promise<void>;
}
