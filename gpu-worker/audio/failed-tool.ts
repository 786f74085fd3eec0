import { MachineFailure } from '@my-pitch/shared/errors';
import { faultInMessage } from '../health/classify-machine-failure.ts';

/**
 * The error for a failed run of ffmpeg on audio that the worker made itself: a `MachineFailure` if
 * ffmpeg's messages blame the machine. Not for uploaded files, which can make ffmpeg print anything.
 */
export function failedTool(what: string, messages: string): Error {
  const fault = faultInMessage(messages);
  const text = `${what} failed: ${messages.trim()}`;
  return fault ? new MachineFailure(fault, text) : new Error(text);
}
