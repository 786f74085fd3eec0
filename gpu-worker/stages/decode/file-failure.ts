import { type FailureCode, JobFailure } from '@my-pitch/shared/errors';
import { looksLikeMedia } from './known-signature.ts';

const maxCharacters = 200;

/**
 * A failure for which a song's file is to blame, told in one sentence of at most 200 characters
 * without paths or addresses. All that the tool said is in its `cause`, for the log.
 */
export function fileFailure(code: FailureCode, sentence: string, messages: string): JobFailure {
  const said = lastWords(messages);
  const whole = said === '' ? sentence : `${sentence}: ${said}`;
  const detail = whole.length > maxCharacters ? `${whole.slice(0, maxCharacters - 1)}…` : whole;
  return new JobFailure(code, detail, { cause: new Error(messages.trim() || sentence) });
}

/** The failure for a file that cannot be read: damaged when it begins like audio, else no audio at all. */
export async function unreadable(path: string, messages: string): Promise<JobFailure> {
  const code = (await looksLikeMedia(path)) ? 'corrupt-file' : 'unsupported-format';
  return fileFailure(code, 'No sample could be decoded', messages);
}

/**
 * The last line a tool wrote, without the component that wrote it (`[mov @ 0x55d0]`), the name of the
 * file (`/tmp/a b/source: Invalid data`), anything else with a slash, and control characters.
 */
function lastWords(messages: string): string {
  const line = messages.trim().split('\n').at(-1) ?? '';
  return line
    .replaceAll(/\[[^\]]* @ [^\]]*\]/g, '')
    .replace(/^.*(file|subfile)[:,].*: /, '')
    .replaceAll(/\S*[/\\]\S*|0x[0-9a-f]+/gi, '')
    .replaceAll(/\p{Cc}/gu, ' ')
    .trim();
}
