import type { CreateJobResponse } from '@my-pitch/shared/api';
import type { JobId, OwnerToken } from '@my-pitch/shared/ids';
import { ApiProblem, createJob, deleteJob, getJob } from '../../lib/api/api-client.ts';
import { type RetryOptions, withRetries } from '../../lib/api/retry.ts';
import { rememberSong } from '../recent-songs/recent-songs.ts';
import { contentTypeOf } from './check-file.ts';
import { sendFile } from './send-file.ts';
import { cacheSentSong } from './sent-song-cache.ts';
import type { SongToSend } from './song-to-send.ts';
import { UploadProblem, uploadProblemOf } from './upload-problem.ts';

export interface SendSongOptions extends RetryOptions {
  readonly onProgress: (fraction: number) => void;
}

/** A form that is used later than this before its end could expire under way. */
const minFormLifetimeMs = 5 * 60_000;

/**
 * Announces a song and sends it; answers its job. Waits out a lost connection and a full queue. S3
 * takes a form's file whole or not at all, so that a lost upload begins anew. A song that is
 * cancelled or given up on the way is taken back.
 * @throws {UploadProblem}
 * @throws {DOMException} `AbortError` when the signal stops it.
 */
export async function sendSong(song: SongToSend, options: SendSongOptions): Promise<JobId> {
  let job: CreateJobResponse | undefined;
  try {
    const sent = await withRetries(async (failures) => {
      if (!navigator.onLine) throw new UploadProblem('network');
      const isUsable = job && Date.parse(job.uploadExpiresAt) - Date.now() > minFormLifetimeMs;
      if (job && failures > 0 && (await hasArrived(job.jobId))) return job;
      if (!job || !isUsable) job = await createJobFor(song, options.signal);
      options.onProgress(0);
      await sendFile(job.upload, song.file, options);
      return job;
    }, options);
    keepSent(sent, song);
    return sent.jobId;
  } catch (error) {
    if (job) discardJob(job.jobId, job.ownerToken);
    throw error;
  }
}

/** Whether a file came through although its answer was lost: then it need not be sent again. */
async function hasArrived(jobId: JobId): Promise<boolean> {
  const view = await getJob(jobId).catch((error: unknown) => {
    throw error instanceof ApiProblem ? uploadProblemOf(error.problem) : connectionProblem(error);
  });
  return view.status !== 'awaiting-upload' && view.status !== 'expired';
}

async function createJobFor(
  { file, options }: SongToSend,
  signal: AbortSignal,
): Promise<CreateJobResponse> {
  const request = {
    fileName: songName(file),
    contentType: contentTypeOf(file),
    sizeBytes: file.size,
    options,
  };
  try {
    return await createJob(request, signal);
  } catch (error) {
    if (error instanceof DOMException) throw error;
    if (error instanceof ApiProblem) throw uploadProblemOf(error.problem);
    throw connectionProblem(error);
  }
}

/**
 * A file's name as it is read: macOS spells Korean names letter by letter. Well-formed, since the
 * server takes nothing else: a name may have half of a surrogate pair, and cutting can leave one.
 */
export function songName({ name }: Pick<File, 'name'>): string {
  return name.normalize('NFC').slice(-255).toWellFormed();
}

/** Browsers tell a lost connection by a TypeError. */
function connectionProblem(error: unknown): UploadProblem {
  return new UploadProblem(error instanceof TypeError ? 'network' : 'unknown');
}

function keepSent({ jobId, ownerToken }: CreateJobResponse, song: SongToSend): void {
  cacheSentSong(jobId, song);
  const createdAt = new Date().toISOString();
  rememberSong({ jobId, ownerToken, fileName: songName(song.file), createdAt });
}

function discardJob(jobId: JobId, ownerToken: OwnerToken): void {
  // Best effort: a job whose song never comes expires by itself.
  deleteJob(jobId, ownerToken).catch(() => undefined);
}
