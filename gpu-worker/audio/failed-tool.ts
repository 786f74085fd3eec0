import { MachineFailure } from '@my-pitch/shared/errors';
import { faultInMessage } from '../health/classify-machine-failure.ts';
import { lastReadableLine } from './readable-line.ts';

/**
 * The error for a failed run of ffmpeg on audio that the worker made itself: a `MachineFailure` if
 * ffmpeg's messages blame the machine. Its text has their last line, its `cause` has all. Not for uploaded files, which can make ffmpeg print anything.
 */
export function failedTool(what: string, messages: string): Error {
  const fault = faultInMessage(messages);
  const text = `${what} failed: ${lastReadableLine(messages)}`;
  const cause = new Error(messages.trim());
  return fault ? new MachineFailure(fault, text, { cause }) : new Error(text, { cause });
}
