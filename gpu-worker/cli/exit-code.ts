import { type FailureCode, failureTexts, JobFailure } from '@my-pitch/shared/errors';
import { UsageError } from './arguments.ts';

/** The song cannot be read at all; the message says why. */
export class SongNotReadable extends Error {
  override readonly name = 'SongNotReadable';
}

/** How a run ended, for a script (`exitCode`, `code`) and for a person (`message`). */
export interface Ending {
  readonly exitCode: 1 | 2 | 3 | 4;
  readonly code: FailureCode | 'usage' | 'file-not-readable';
  readonly message: string;
}

/** What to tell about an error. */
export function endingOf(error: unknown): Ending {
  if (error instanceof UsageError) {
    return { exitCode: 2, code: 'usage', message: `${error.message}\nSee --help.` };
  }
  if (error instanceof SongNotReadable) {
    return { exitCode: 3, code: 'file-not-readable', message: error.message };
  }
  if (error instanceof JobFailure) {
    const { reason, advice } = failureTexts[error.code];
    const message = `${reason.en} ${advice.en}\n(${error.message})`;
    return { exitCode: exitCodeOf(error.code), code: error.code, message };
  }
  const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { exitCode: 1, code: 'internal-error', message };
}

function exitCodeOf(code: FailureCode): 1 | 3 | 4 {
  if (code === 'no-voice-found') return 4;
  return failureTexts[code].retryable ? 1 : 3;
}
