/** Words that only look like a stem with an ending. */
const stemless = /(^|[^a-z])(dar|star|ster)lings?$|[ey]things?$/;
/** `-le` in a stem has lost its vowel: trem-bling, but feel-ing and whirl-ing. */
const lostVowel = /[^aeiouylrw]l$/;
/** Of doubled consonants only these end a stem: fall-ing, but run-ning. */
const doubled = /([bcdghjkmnpqrtvwxy])\1$/;

/**
 * Where print divides a word before an ending that is a syllable: sing-ing, want-ed, voic-es.
 * @param letters in lower case.
 * @returns the index of the ending's first letter, or of the second of two equal consonants before it;
 *   `undefined` for other words.
 */
export function endingStart(letters: string): number | undefined {
  const found = /(ings?|in['’]|(?<=[dt])ed|(?<=[cgsxz]|ch|sh)es)$/.exec(letters);
  if (!found || stemless.test(letters)) return undefined;
  const stem = letters.slice(0, found.index);
  if (!/[aeiouy]/.test(stem) || lostVowel.test(stem)) return undefined;
  return doubled.test(stem) ? found.index - 1 : found.index;
}
