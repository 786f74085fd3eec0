/** In Unicode code points; whatever holds a title, a page's heading or a MIDI event, has room for this. */
const maxTitleLength = 255;
const maxSavedNameLength = 100;

/** Controls, line ends and paragraph ends: a title is one line. */
const lineBreaking = /[\p{Cc}\p{Zl}\p{Zp}]+/gu;
/** Code points that are no characters, and marks that make a text read in another order than it is written. */
const notText = /[\p{Noncharacter_Code_Point}\u202a-\u202e\u2066-\u2069]/gu;

/** What a file name cannot hold on one system or another, and marks that make one read as something else. */
const unfitForFileNames =
  /[\p{Cc}\p{Noncharacter_Code_Point}<>:"/\\|?*\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/**
 * What a title may hold, whoever wrote it: one line of well-formed Unicode, composed (NFC), without
 * controls, noncharacters and marks that reverse the reading order, without spaces at its ends, of 255
 * code points at most. Half a surrogate pair becomes U+FFFD. Every format that we write can hold the
 * result as it is. Doing it twice changes nothing.
 */
export function normaliseTitle(text: string): string {
  const line = text.toWellFormed().replace(notText, '').replace(lineBreaking, ' ');
  return cut(line.normalize('NFC').trim(), maxTitleLength).trimEnd();
}

/** A song's title by its file's name: the name without its ending. */
export function titleOfFileName(fileName: string): string {
  return normaliseTitle(fileName.replace(/^(.+)\.[^.]*$/su, '$1'));
}

/**
 * A title as the beginning of a file's name that every system takes: at most 100 code points, no dot
 * or space at either end, never empty.
 * @param otherwise what stands where nothing is left of the title.
 */
export function savedNameOf(title: string, otherwise: string): string {
  const fit = normaliseTitle(title.replace(unfitForFileNames, ' '));
  const name = cut(fit.replace(/\s+/g, ' '), maxSavedNameLength);
  return name.replace(/^[. ]+|[. ]+$/g, '') || otherwise;
}

/** At most so many code points: between the halves of a surrogate pair nothing may be cut. */
function cut(text: string, codePoints: number): string {
  return text.length <= codePoints ? text : Array.from(text).slice(0, codePoints).join('');
}
