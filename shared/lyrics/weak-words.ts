/** Words of English that are seldom stressed, so that they are sung on short notes. */
const weakWords = new Set(
  `a an and are as at be been but by can could did do does for from had has have he her him his i i'd i'll i'm
i've if in is it it's its me my of on or our she so than that that's the their them then there they they're
this to us was we we're were when where who will with would you you're your`.split(/\s+/),
);

/** Whether a syllable is a word of its own that is seldom stressed. */
export function isWeak(text: string): boolean {
  return weakWords.has(
    text
      .toLowerCase()
      .replaceAll('’', "'")
      .replace(/[^\p{L}']/gu, ''),
  );
}
