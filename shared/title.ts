/** In Unicode code points. */
const maxTitleLength = 255;
const maxSavedNameLength = 100;

/** Control characters, line separators and paragraph separators: a title is one line. */
const lineBreaking = /[\p{Cc}\p{Zl}\p{Zp}]+/gu;
/** Noncharacters and bidirectional control characters. */
const notText = /[\p{Noncharacter_Code_Point}\u202a-\u202e\u2066-\u2069]/gu;

/** Characters that some file systems forbid, and invisible directional marks. */
const unfitForFileNames =
  /[\p{Cc}\p{Noncharacter_Code_Point}<>:"/\\|?*\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/**
 * Normalises a title to one trimmed line of well-formed Unicode in NFC, without control characters,
 * noncharacters and bidirectional controls, of at most 255 code points. Lone surrogates become
 * U+FFFD. Every output format can hold the result unchanged. The function is idempotent.
 */
export function normaliseTitle(text: string): string {
  const line = text.toWellFormed().replace(notText, '').replace(lineBreaking, ' ');
  return truncate(line.normalize('NFC').trim(), maxTitleLength).trimEnd();
}

/** A song's title from its file name: the name without its extension. */
export function titleOfFileName(fileName: string): string {
  return normaliseTitle(fileName.replace(/^(.+)\.[^.]*$/su, '$1'));
}

/**
 * A title as a file name (without extension) that is valid on every operating system: at most 100 code
 * points, no dot or space at either end, never empty.
 * @param otherwise the name if nothing is left of the title.
 */
export function savedNameOf(title: string, otherwise: string): string {
  const fit = normaliseTitle(title.replace(unfitForFileNames, ' '));
  const name = truncate(fit.replace(/\s+/g, ' '), maxSavedNameLength);
  return name.replace(/^[. ]+|[. ]+$/g, '') || otherwise;
}

/** Truncates to a number of code points, without splitting surrogate pairs. */
function truncate(text: string, codePoints: number): string {
  return text.length <= codePoints ? text : Array.from(text).slice(0, codePoints).join('');
}
