/** Long enough for a sentence, short enough for a log's table. */
const maxDetailCharacters = 200;

/**
 * A line of a tool's or a library's message as people read it: without the component that wrote it
 * (`[mov @ 0x55d0]`), the file's name (`/tmp/a b/source: Invalid data`), other words with slashes,
 * addresses and control characters.
 */
export function readableLine(line: string): string {
  return line
    .replaceAll(/\[[^\]]* @ [^\]]*\]/g, '')
    .replace(/^.*(file|subfile)[:,].*: /, '')
    .replaceAll(/\S*[/\\]\S*|(, offset )?0x[0-9a-f]+/gi, '')
    .replaceAll(/\p{Cc}/gu, ' ')
    .trim();
}

/** The last line of a tool's messages as people read it, shortened; empty if there is none. */
export function lastReadableLine(messages: string): string {
  return shortened(readableLine(messages.trim().split('\n').at(-1) ?? ''));
}

/** A text of at most `maxDetailCharacters`; what is cut off becomes an ellipsis. */
export function shortened(text: string): string {
  return text.length > maxDetailCharacters ? `${text.slice(0, maxDetailCharacters - 1)}…` : text;
}
