import type { Measure } from '../score.ts';
import { type Syllable, verseOf } from './syllable.ts';

/** Characters that mean something in a `w:` line, and others that look like them. */
const replacements: Readonly<Record<string, string>> = {
  '*': '∗',
  _: '＿',
  '~': '∼',
  '|': '¦',
  '\\': '＼',
  '%': '％',
  ' ': '~',
  '-': '\\-',
};

/** The words under some measures as a `w:` line: `*` for a note without any, `_` for one that holds a word. */
export function abcWords(
  measures: readonly Measure[],
  syllables: ReadonlyMap<number, readonly Syllable[]>,
  verse: number,
): string {
  const words: string[] = [];
  let isHeld = false;
  for (const element of measures.flatMap(({ elements }) => elements)) {
    if (element.kind === 'rest') continue;
    const own = element.tiedFromPrevious
      ? []
      : (syllables.get(element.sungNote) ?? []).filter((each) => verseOf(each) === verse);
    const last = own.at(-1);
    if (!last) {
      words.push(isHeld ? '_' : '*');
      continue;
    }
    isHeld = !last.stops;
    words.push(`${own.map(textOf).join('')}${last.goesOn ? '-' : ''}`);
  }
  return words
    .join(' ')
    .replaceAll(' _', '_')
    .replaceAll(/(-_*) /g, '$1');
}

function textOf({ text, goesOn }: Syllable, index: number, all: readonly Syllable[]): string {
  const written = [...text].map((each) => replacements[each] ?? each).join('');
  return index < all.length - 1 && !goesOn ? `${written}~` : written;
}
