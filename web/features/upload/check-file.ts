import type { Limits } from '@my-pitch/shared/api';
import { isAcceptedContentType } from '@my-pitch/shared/limits';
import { fetchLimits } from '../../lib/api/limits.ts';
import { probeDurationSeconds } from './probe-duration.ts';
import { UploadProblem } from './upload-problem.ts';

/** MIME types by extension, for files that the browser gives no type. */
const typesByExtension: Readonly<Record<string, string>> = {
  '3gp': 'video/3gpp',
  aac: 'audio/aac',
  aif: 'audio/aiff',
  aiff: 'audio/aiff',
  amr: 'audio/amr',
  ape: 'audio/x-ape',
  avi: 'video/x-msvideo',
  caf: 'audio/x-caf',
  flac: 'audio/flac',
  m4a: 'audio/mp4',
  m4v: 'video/mp4',
  mka: 'audio/x-matroska',
  mkv: 'video/x-matroska',
  mov: 'video/quicktime',
  mp3: 'audio/mpeg',
  mp4: 'video/mp4',
  mpg: 'video/mpeg',
  oga: 'audio/ogg',
  ogg: 'audio/ogg',
  opus: 'audio/ogg',
  wav: 'audio/wav',
  webm: 'video/webm',
  wma: 'audio/x-ms-wma',
  wmv: 'video/x-ms-wmv',
  wv: 'audio/x-wavpack',
};

/** Tolerance above the duration limit: the server measures the exact duration. */
const toleranceSeconds = 1;

/** The MIME type of a file: the browser's type without parameters, or one from the file's extension. */
export function contentTypeOf({ name, type }: { name: string; type: string }): string {
  const declared = type.split(';')[0]?.trim().toLowerCase() ?? '';
  const extension = name.toLowerCase().split('.').at(-1) ?? '';
  return declared || (typesByExtension[extension] ?? '');
}

/** Checks name, type and size. Without limits (the API did not answer) the size is not checked. */
export function problemWithFile(
  file: { name: string; type: string; size: number },
  limits: Limits | undefined,
): UploadProblem | undefined {
  if (!isAcceptedContentType(contentTypeOf(file))) return new UploadProblem('wrong-type');
  if (file.size === 0) return new UploadProblem('empty');
  if (limits && file.size > limits.maxUploadBytes) {
    return new UploadProblem('too-large', { limits });
  }
  return undefined;
}

/**
 * Checks a file before the upload starts.
 * @throws {UploadProblem} when its type, size or duration is not accepted.
 */
export async function checkFile(
  file: File,
  host = { fetchLimits, probeDurationSeconds },
): Promise<void> {
  const limits = await host.fetchLimits();
  const problem = problemWithFile(file, limits);
  if (problem) throw problem;
  const durationSeconds = await host.probeDurationSeconds(file, contentTypeOf(file));
  if (durationSeconds === undefined || !limits) return;
  if (durationSeconds > limits.maxDurationSeconds + toleranceSeconds) {
    throw new UploadProblem('too-long', { durationSeconds, limits });
  }
}
