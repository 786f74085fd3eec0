import { splitLatin } from './split-latin.ts';

/**
 * Divides a word into its sung syllables: Korean by blocks, Latin letters by vowels and the consonants
 * between them, Japanese and Chinese by characters, and every other script by graphemes. Letters that are
 * no word, such as digits, and punctuation stay with a syllable. The syllables joined are the word.
 */
export function splitWord(word: string): string[] {
  if (word === '') return [];
  const pieces = runsOf(word).flatMap(({ script, text }) => {
    if (script === 'latin') return splitLatin(text);
    return script === 'other' ? [text] : splitGraphemes(text);
  });
  return joinSilent(pieces);
}

type Script = 'latin' | 'block' | 'other';

/** Parts of a word in one script. Combining marks and apostrophes belong to the letter before them. */
function runsOf(word: string): { script: Script; text: string }[] {
  const runs: { script: Script; text: string }[] = [];
  for (const [character] of word.matchAll(/./gsu)) {
    const last = runs.at(-1);
    const isAttached = /[\p{M}\u2019']/u.test(character);
    const script = isAttached && last ? last.script : scriptOf(character);
    if (last?.script === script) last.text += character;
    else runs.push({ script, text: character });
  }
  return runs;
}

function scriptOf(character: string): Script {
  if (/\p{Script=Latin}/u.test(character)) return 'latin';
  return /\p{L}/u.test(character) ? 'block' : 'other';
}

let segmenter: Intl.Segmenter | undefined;
/** Characters that lengthen or change the one before them: small kana, and the Japanese length mark. */
const clinging = /^[ぁぃぅぇぉゃゅょゎァィゥェォャュョヮー]/u;

function splitGraphemes(text: string): string[] {
  segmenter ??= new Intl.Segmenter(undefined, { granularity: 'grapheme' });
  const syllables: string[] = [];
  for (const { segment } of segmenter.segment(text)) {
    const last = syllables.length - 1;
    if (last >= 0 && clinging.test(segment)) syllables[last] += segment;
    else syllables.push(segment);
  }
  return syllables;
}

/** Joins pieces without letters to the syllable before them, or to the first. */
function joinSilent(pieces: readonly string[]): string[] {
  const syllables: string[] = [];
  let opening = '';
  for (const piece of pieces) {
    const last = syllables.length - 1;
    if (/[\p{L}\p{N}]/u.test(piece)) {
      syllables.push(opening + piece);
      opening = '';
    } else if (last >= 0) syllables[last] += piece;
    else opening += piece;
  }
  return opening === '' ? syllables : [...syllables, opening];
}
