import { type FailureCode, JobFailure } from '@my-pitch/shared/errors';
import { looksLikeMedia } from './known-signature.ts';

const maxDetailCharacters = 200;

/**
 * A failure caused by a song's file. Its detail is the sentence and the tool's last message, at most 200
 * characters without paths and addresses. Its `cause` has all messages, for the log.
 */
export function fileFailure(code: FailureCode, sentence: string, messages: string): JobFailure {
  const reason = lastMessage(messages);
  const whole = reason === '' ? sentence : `${sentence}: ${reason}`;
  const detail =
    whole.length > maxDetailCharacters ? `${whole.slice(0, maxDetailCharacters - 1)}…` : whole;
  return new JobFailure(code, detail, { cause: new Error(messages.trim() || sentence) });
}

/** The failure for an unreadable file: corrupt if it begins like audio or video, otherwise unsupported. */
export async function unreadable(path: string, messages: string): Promise<JobFailure> {
  const code = (await looksLikeMedia(path)) ? 'corrupt-file' : 'unsupported-format';
  return fileFailure(code, 'No sample could be decoded', messages);
}

/**
 * A tool's last line without the component that wrote it (`[mov @ 0x55d0]`), the file's name
 * (`/tmp/a b/source: Invalid data`), other words with slashes, addresses and control characters.
 */
function lastMessage(messages: string): string {
  const line = messages.trim().split('\n').at(-1) ?? '';
  return line
    .replaceAll(/\[[^\]]* @ [^\]]*\]/g, '')
    .replace(/^.*(file|subfile)[:,].*: /, '')
    .replaceAll(/\S*[/\\]\S*|0x[0-9a-f]+/gi, '')
    .replaceAll(/\p{Cc}/gu, ' ')
    .trim();
}
