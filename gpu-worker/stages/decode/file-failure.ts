import { type FailureCode, JobFailure } from '@my-pitch/shared/errors';
import { lastReadableLine, shortened } from '../../audio/readable-line.ts';
import { looksLikeMedia } from './known-signature.ts';

/**
 * A failure caused by a song's file. Its detail is the sentence and the tool's last message, at most 200
 * characters without paths and addresses. Its `cause` has all messages, for the log.
 */
export function fileFailure(code: FailureCode, sentence: string, messages: string): JobFailure {
  const reason = lastReadableLine(messages);
  const detail = shortened(reason === '' ? sentence : `${sentence}: ${reason}`);
  return new JobFailure(code, detail, { cause: new Error(messages.trim() || sentence) });
}

/** The failure for an unreadable file: corrupt if it begins like audio or video, otherwise unsupported. */
export async function unreadable(path: string, messages: string): Promise<JobFailure> {
  const code = (await looksLikeMedia(path)) ? 'corrupt-file' : 'unsupported-format';
  return fileFailure(code, 'No sample could be decoded', messages);
}
