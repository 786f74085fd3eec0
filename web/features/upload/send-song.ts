import type { CreateJobResponse } from '@my-pitch/shared/api';
import type { JobId } from '@my-pitch/shared/ids';
import { ApiProblem, createJob, deleteJob, getJob } from '../../lib/api/api-client.ts';
import { rememberSong } from '../recent-songs/recent-songs.ts';
import { contentTypeOf } from './check-file.ts';
import { hashFile } from './hash-file.ts';
import { type RetryOptions, withRetries } from './retry.ts';
import { sendFile } from './send-file.ts';
import { cacheSentSong } from './sent-song-cache.ts';
import type { SongToSend } from './song-to-send.ts';
import { UploadProblem, uploadProblemOf } from './upload-problem.ts';

export interface SendSongOptions extends RetryOptions {
  readonly onProgress: (fraction: number) => void;
  /** Receives the fraction of the file that is read before the upload. */
  readonly onRead: (fraction: number) => void;
}

/** The API, the storage and the browser, as {@link sendSong} uses them. */
export interface SendSongHost {
  readonly createJob: typeof createJob;
  readonly getJob: typeof getJob;
  readonly deleteJob: typeof deleteJob;
  readonly hashFile: typeof hashFile;
  readonly sendFile: typeof sendFile;
  readonly rememberSong: typeof rememberSong;
  readonly isOnline: () => boolean;
  readonly nowMs: () => number;
}

const browserHost: SendSongHost = {
  createJob,
  getJob,
  deleteJob,
  hashFile,
  sendFile,
  rememberSong,
  isOnline: () => navigator.onLine,
  nowMs: () => Date.now(),
};

/** A form that expires sooner than this could expire during the upload. */
const minFormLifetimeMs = 5 * 60_000;

/**
 * Creates a job and uploads its file; returns the job's id. The file's hash goes with the job: a song
 * that has a result already is then done at once. Waits while the connection is lost or the
 * queue is full. S3 stores a form's file completely or not at all, so a lost upload starts again from
 * the beginning. If the song is cancelled or fails, its job is deleted.
 * @throws {UploadProblem}
 * @throws {DOMException} `AbortError` when the signal aborts.
 */
export async function sendSong(
  song: SongToSend,
  options: SendSongOptions,
  host: SendSongHost = browserHost,
): Promise<JobId> {
  const { signal, onRead } = options;
  const contentSha256 = await host.hashFile(song.file, { signal, onProgress: onRead });
  let job: CreateJobResponse | undefined;
  try {
    const sent = await withRetries(async () => {
      if (!host.isOnline()) throw new UploadProblem('network');
      if (job && (await hasArrived(job.jobId, host))) return job;
      if (!job || formLifetimeMs(job, host) <= minFormLifetimeMs) {
        job = await createJobFor({ ...song, contentSha256 }, signal, host);
      }
      options.onProgress(0);
      await host.sendFile(job.upload, song.file, options);
      return job;
    }, options);
    keepSent(sent, song, host);
    return sent.jobId;
  } catch (error) {
    // Best effort: a job without a file expires.
    if (job) host.deleteJob(job.jobId, job.ownerToken).catch(() => undefined);
    throw error;
  }
}

function formLifetimeMs({ uploadExpiresAt }: CreateJobResponse, host: SendSongHost): number {
  return Date.parse(uploadExpiresAt) - host.nowMs();
}

/** Whether S3 stored the file although the answer was lost: then it is not sent again. */
async function hasArrived(jobId: JobId, host: SendSongHost): Promise<boolean> {
  const view = await host.getJob(jobId).catch((error: unknown) => {
    throw error instanceof ApiProblem ? uploadProblemOf(error.problem) : connectionProblem(error);
  });
  return view.status !== 'awaiting-upload' && view.status !== 'expired';
}

async function createJobFor(
  {
    file,
    options,
    takeOf,
    contentSha256,
  }: SongToSend & { readonly contentSha256: string | undefined },
  signal: AbortSignal,
  host: SendSongHost,
): Promise<CreateJobResponse> {
  const request = {
    fileName: songName(file),
    contentType: contentTypeOf(file),
    sizeBytes: file.size,
    options,
    contentSha256,
    takeOf,
  };
  try {
    return await host.createJob(request, signal);
  } catch (error) {
    if (error instanceof DOMException) throw error;
    if (error instanceof ApiProblem) throw uploadProblemOf(error.problem);
    throw connectionProblem(error);
  }
}

/**
 * A file's name as the API accepts it: composed (macOS decomposes Hangul into letters), at most 255
 * UTF-16 units, and well-formed, since the cut may split a surrogate pair.
 */
export function songName({ name }: Pick<File, 'name'>): string {
  return name.normalize('NFC').slice(-255).toWellFormed();
}

/** fetch reports a lost connection as a TypeError. */
function connectionProblem(error: unknown): UploadProblem {
  return new UploadProblem(error instanceof TypeError ? 'network' : 'unknown');
}

function keepSent(
  { jobId, ownerToken }: CreateJobResponse,
  song: SongToSend,
  host: SendSongHost,
): void {
  cacheSentSong(jobId, song);
  const createdAt = new Date(host.nowMs()).toISOString();
  const { file, takeOf } = song;
  host.rememberSong({ jobId, ownerToken, fileName: songName(file), createdAt, takeOf });
}
