import {
  type FailureCode,
  failureCodeOfFault,
  failureTexts,
  JobFailure,
  MachineFailure,
} from '@my-pitch/shared/errors';
import { readableLine, shortened } from '../audio/readable-line.ts';
import { machineFailureOf } from '../health/classify-machine-failure.ts';
import { UsageError } from './arguments.ts';

/** The song's file is not readable. The message says why. */
export class SongNotReadable extends Error {
  override readonly name = 'SongNotReadable';
}

/** A failed run, for a script (`exitCode`, `code`) and for a person (`message`). */
export interface FailedRun {
  readonly exitCode: 1 | 2 | 3 | 4;
  readonly code: FailureCode | 'usage' | 'file-not-readable';
  readonly message: string;
  /** For a report of a defect: the stack trace of an unexpected error. */
  readonly details?: string;
}

/** Converts an error into an exit code and a message. */
export function failedRunOf(error: unknown): FailedRun {
  if (error instanceof UsageError) {
    return { exitCode: 2, code: 'usage', message: `${error.message}\nSee --help.` };
  }
  if (error instanceof SongNotReadable) {
    return { exitCode: 3, code: 'file-not-readable', message: error.message };
  }
  if (error instanceof JobFailure) return withAdvice(error.code, error.message);
  const failure = machineFailureOf(error);
  const code = failureCodeOfFault(failure.fault);
  if (code !== 'internal-error') return withAdvice(code, firstLine(failure));
  // The detail says what to do. A stack trace would not help.
  if (error instanceof MachineFailure && error.fault !== 'unknown') {
    return { exitCode: 1, code, message: error.detail };
  }
  const details = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { ...withAdvice('internal-error', firstLine(error)), details };
}

function firstLine(error: unknown): string {
  const [line = ''] = (error instanceof MachineFailure ? error.message : String(error)).split('\n');
  return shortened(readableLine(line));
}

function withAdvice(code: FailureCode, detail: string): FailedRun {
  const { reason, advice } = failureTexts[code];
  return { exitCode: exitCodeOf(code), code, message: `${reason.en} ${advice.en}\n(${detail})` };
}

function exitCodeOf(code: FailureCode): 1 | 3 | 4 {
  if (code === 'no-voice-found') return 4;
  return failureTexts[code].retryable ? 1 : 3;
}
