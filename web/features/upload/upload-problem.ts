import type { Limits, Problem } from '@my-pitch/shared/api';
import { defaultLimits } from '@my-pitch/shared/limits';
import { limitMinutes } from '../../lib/api/limits.ts';
import type { Messages } from '../../lib/messages/en.ts';

export type UploadProblemCode =
  | 'wrong-type'
  | 'too-large'
  | 'too-long'
  | 'empty'
  | 'queue-full'
  | 'too-many-requests'
  | 'busy'
  | 'no-original'
  | 'network'
  | 'refused'
  | 'unknown';

interface Details {
  /** The server's answer, when the server refused. */
  readonly problem?: Problem;
  /** The limits in force when this page refused. */
  readonly limits?: Limits;
  /** With `too-long`: the song's duration. */
  readonly durationSeconds?: number;
}

/** Why a song could not be sent; {@link uploadProblemText} puts it into words. */
export class UploadProblem extends Error {
  override readonly name = 'UploadProblem';
  readonly code: UploadProblemCode;
  readonly details: Details;

  constructor(code: UploadProblemCode, details: Details = {}) {
    super(code);
    this.code = code;
    this.details = details;
  }
}

const codeByProblem: Partial<Record<Problem['code'], UploadProblemCode>> = {
  'unsupported-format': 'wrong-type',
  'too-large': 'too-large',
  'queue-full': 'queue-full',
  'too-many-requests': 'too-many-requests',
  unavailable: 'busy',
  'original-not-found': 'no-original',
  'original-gone': 'no-original',
  'original-failed': 'no-original',
  'invalid-request': 'refused',
};

/** Translates an answer of the API. */
export function uploadProblemOf(problem: Problem): UploadProblem {
  return new UploadProblem(codeByProblem[problem.code] ?? 'unknown', { problem });
}

/** Whether the server accepts the song later, after a wait. */
export function isWaiting(
  code: UploadProblemCode,
): code is 'queue-full' | 'too-many-requests' | 'busy' {
  return code === 'queue-full' || code === 'too-many-requests' || code === 'busy';
}

/** Whether sending the same file again may succeed. */
export function isRetryable({ code }: UploadProblem): boolean {
  return code === 'network' || code === 'unknown' || isWaiting(code);
}

/** The text shown to the user. */
export function uploadProblemText(
  { code, details: { problem, limits = defaultLimits, durationSeconds = 0 } }: UploadProblem,
  { upload }: Messages,
): string {
  const maxBytes = problem?.maxUploadBytes ?? limits.maxUploadBytes;
  const minutes = `${Math.floor(durationSeconds / 60)}:${String(Math.floor(durationSeconds % 60)).padStart(2, '0')}`;
  const texts: Readonly<Record<UploadProblemCode, string>> = {
    'wrong-type': upload.wrongType,
    'too-large': upload.tooLarge(Math.floor(maxBytes / 1024 / 1024)),
    'too-long': upload.tooLong(minutes, limitMinutes(limits.maxDurationSeconds)),
    empty: upload.empty,
    'queue-full': upload.queueFull(problem?.queuedJobs, problem?.retryAfterSeconds ?? 60),
    'too-many-requests': upload.tooMany(problem?.retryAfterSeconds ?? 60),
    busy: upload.busy(problem?.retryAfterSeconds ?? 60),
    'no-original': upload.noOriginal,
    network: upload.network,
    refused: upload.refused,
    unknown: upload.unknown,
  };
  return texts[code];
}
