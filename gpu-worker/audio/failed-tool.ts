import { MachineFailure } from '@my-pitch/shared/errors';
import { faultInMessage } from '../health/classify-machine-failure.ts';

/**
 * The error for a run of ffmpeg on audio of our own that ended badly: a failure of the machine when
 * ffmpeg's last words say so. Not for a singer's file, which can make ffmpeg say anything.
 */
export function failedTool(what: string, messages: string): Error {
  const fault = faultInMessage(messages);
  const text = `${what} failed: ${messages.trim()}`;
  return fault ? new MachineFailure(fault, text) : new Error(text);
}
