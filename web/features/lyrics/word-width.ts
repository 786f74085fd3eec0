/** Of words under the staff, in VexFlow's units: a staff is 40 high. */
export const wordSize = 14;
/** Between two words. */
export const wordGap = 6;
/** Between two syllables of a word, for a hyphen. */
export const hyphenGap = 9;

/** Widths of characters as shares of the font's size, by their kind; letters of the page's font at most. */
const wide = /[\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uff60]/u;
const narrow = /[ijltfrI.,;:'’‘"!|()[\]-]/;
const broad = /[mwMWQOG@%&—]/;

/** Estimates the width of a text without a canvas: rows are broken before anything is drawn. */
export function wordWidth(text: string): number {
  let ems = 0;
  for (const character of text) {
    if (wide.test(character)) ems += 0.93;
    else if (/\p{M}/u.test(character)) continue;
    else if (narrow.test(character)) ems += 0.33;
    else if (broad.test(character)) ems += 0.85;
    else ems += /\p{Lu}/u.test(character) ? 0.66 : 0.57;
  }
  return ems * wordSize;
}
