import type { JobId } from '@my-pitch/shared/ids';
import type { AwaitingUploadJob, Job } from '@my-pitch/shared/job';
import type { JobWrite } from '@my-pitch/shared/job-writes';
import type { ArtifactName } from '@my-pitch/shared/keys';
import type { JobMessage } from '@my-pitch/shared/messages';
import type { ProductMetrics } from '@my-pitch/shared/product-metrics';
import type { JobStatus } from '@my-pitch/shared/status';
import type { SweptStatus } from '@my-pitch/shared/sweep-key';

/** The current time in epoch milliseconds. */
export type Clock = () => number;

/** The job table, one record at a time, strongly consistent. */
export interface JobTable {
  read(jobId: JobId): Promise<Job | undefined>;
  /** @throws {Error} when the id is taken. */
  create(job: AwaitingUploadJob): Promise<void>;
  /** Returns whether the condition of the write held; if not, nothing changed. */
  write(write: JobWrite): Promise<boolean>;
}

export type JobWithStatus<Status extends JobStatus> = Extract<Job, { readonly status: Status }>;

/** What the sweep index knows of a job. */
export interface IndexedJob {
  readonly jobId: JobId;
  /** When it entered its status. */
  readonly statusSince: string;
}

/** All jobs of the sweep index, eventually consistent. For the recount only: its cost grows with the jobs. */
export interface JobIndex {
  /** Counts the jobs with a status. */
  count(status: SweptStatus): Promise<number>;
  /** Lists the jobs with a status, one shard after the other. */
  list(status: SweptStatus): AsyncIterable<IndexedJob>;
}

/** The queue of job messages for the workers. */
export interface JobQueue {
  send(message: JobMessage): Promise<void>;
}

/** A form with which a browser can upload one song. */
interface UploadForm {
  readonly url: string;
  readonly fields: Record<string, string>;
}

export interface UploadFormRequest {
  readonly jobId: JobId;
  /** The only content type the form accepts. */
  readonly contentType: string;
  readonly maxBytes: number;
  /** Hex. If given, the form accepts only a file with this SHA-256. */
  readonly contentSha256?: string | undefined;
  readonly lifetimeSeconds: number;
}

export interface DownloadLinkRequest {
  readonly jobId: JobId;
  readonly name: ArtifactName;
  /** The value of the response's Content-Disposition header. */
  readonly contentDisposition: string;
  readonly lifetimeSeconds: number;
}

/** Signs requests that a browser sends to S3 directly. */
export interface Signer {
  uploadForm(request: UploadFormRequest): Promise<UploadForm>;
  /** @returns an absolute URL. */
  downloadLink(request: DownloadLinkRequest): Promise<string>;
}

/** The size and the first bytes of an upload. */
export interface UploadSample {
  readonly sizeBytes: number;
  /** The first bytes, at most as many as requested. */
  readonly head: Uint8Array;
}

/** An object of a job in one of the buckets. */
export interface StoredObject {
  readonly jobId: JobId;
  /** When it was last written, epoch milliseconds. */
  readonly modifiedMs: number;
}

/** The files of all jobs. Removing a missing file is no error. */
export interface SongFiles {
  /** @returns `undefined` when the upload does not exist. */
  sampleUpload(jobId: JobId, headBytes: number): Promise<UploadSample | undefined>;
  removeUpload(jobId: JobId): Promise<void>;
  /** Also removes the corrections. */
  removeArtifacts(jobId: JobId): Promise<void>;
  /** Lists every upload in the order of job ids: from `fromId` to the last, then from the first. */
  listUploads(fromId: JobId): AsyncIterable<StoredObject>;
  /** Lists every artifact in the same order. The artifacts of one job are adjacent. */
  listArtifacts(fromId: JobId): AsyncIterable<StoredObject>;
}

/** The corrections of a song's score, as JSON, and their version. */
export interface StoredCorrections {
  readonly json: string;
  /** An entity tag with its quotes. */
  readonly etag: string;
}

/** The corrections of all songs. They are removed with the artifacts. */
export interface CorrectionsStore {
  read(jobId: JobId): Promise<StoredCorrections | undefined>;
  /**
   * Replaces the version with this tag; without one, writes only if there is none.
   * @returns the tag of the new version; `undefined` if another version is there, and nothing changed.
   */
  write(jobId: JobId, json: string, replaced: string | undefined): Promise<string | undefined>;
}

/** Structured logging. */
export interface Log {
  info(message: string, details: Readonly<Record<string, unknown>>): void;
  warn(message: string, details: Readonly<Record<string, unknown>>): void;
  error(message: string, details: Readonly<Record<string, unknown>>): void;
}

/** What a function tells its operators. Never the name or title of a song, or an owner token. */
export interface Telemetry {
  readonly log: Log;
  readonly metrics: ProductMetrics;
}
