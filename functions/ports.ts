import type { JobId } from '@my-pitch/shared/ids';
import type { AwaitingUploadJob, Job } from '@my-pitch/shared/job';
import type { JobWrite } from '@my-pitch/shared/job-writes';
import type { ArtifactName } from '@my-pitch/shared/keys';
import type { JobMessage } from '@my-pitch/shared/messages';
import type { JobStatus } from '@my-pitch/shared/status';

/** The present time in epoch milliseconds. */
export type Clock = () => number;

/** The table of jobs, one record at a time, as it is at this moment. */
export interface JobTable {
  read(jobId: JobId): Promise<Job | undefined>;
  /** @throws {Error} when the id is taken. */
  create(job: AwaitingUploadJob): Promise<void>;
  /** Whether the write's condition held; if not, nothing has changed. */
  write(write: JobWrite): Promise<boolean>;
}

export type JobWithStatus<Status extends JobStatus> = Extract<Job, { readonly status: Status }>;

/** The table's index by status; it may lag behind the table by a moment. */
export interface JobIndex {
  /** How many jobs have this status, since before an instant if one is given. */
  count(status: JobStatus, sinceBeforeIso?: string): Promise<number>;
  /** Every job with this status since before an instant, oldest first, page by page. */
  list<Status extends JobStatus>(
    status: Status,
    sinceBeforeIso?: string,
  ): AsyncIterable<JobWithStatus<Status>>;
  /** The jobs that entered this status last, newest first. */
  latest<Status extends JobStatus>(
    status: Status,
    limit: number,
  ): Promise<readonly JobWithStatus<Status>[]>;
}

/** The queue from which workers take jobs. */
export interface JobQueue {
  send(message: JobMessage): Promise<void>;
}

/** A form with which a browser may put one song into the bucket. */
interface UploadForm {
  readonly url: string;
  readonly fields: Record<string, string>;
}

export interface UploadFormRequest {
  readonly jobId: JobId;
  /** The only content type the form accepts. */
  readonly contentType: string;
  readonly maxBytes: number;
  readonly lifetimeSeconds: number;
}

export interface DownloadLinkRequest {
  readonly jobId: JobId;
  readonly name: ArtifactName;
  /** The value of the answer's Content-Disposition header. */
  readonly contentDisposition: string;
  readonly lifetimeSeconds: number;
}

/** Signs what a browser may do with the buckets by itself. */
export interface Signer {
  uploadForm(request: UploadFormRequest): Promise<UploadForm>;
  /** @returns an absolute URL. */
  downloadLink(request: DownloadLinkRequest): Promise<string>;
}

/** What is known of an uploaded object without reading all of it. */
export interface UploadSample {
  readonly sizeBytes: number;
  /** Its first bytes, at most as many as were asked for. */
  readonly head: Uint8Array;
}

/** An object of a job that lies in one of the buckets. */
export interface StoredObject {
  readonly jobId: JobId;
  /** When it was written, epoch milliseconds. */
  readonly modifiedMs: number;
}

/** The singers' files. Removing what is not there is no error. */
export interface SongFiles {
  /** @returns `undefined` when there is no upload. */
  sampleUpload(jobId: JobId, headBytes: number): Promise<UploadSample | undefined>;
  removeUpload(jobId: JobId): Promise<void>;
  removeArtifacts(jobId: JobId): Promise<void>;
  /** Every upload, in the order of job ids: from `fromId` to the last, then from the first. */
  listUploads(fromId: JobId): AsyncIterable<StoredObject>;
  /** Every artifact, in the same order; those of one job one after another. */
  listArtifacts(fromId: JobId): AsyncIterable<StoredObject>;
}

/** Structured logging, as much of it as the logic needs. */
export interface Log {
  info(message: string, details: Readonly<Record<string, unknown>>): void;
  warn(message: string, details: Readonly<Record<string, unknown>>): void;
  error(message: string, details: Readonly<Record<string, unknown>>): void;
}
