import { normaliseTitle } from '../title.ts';
import { readLrc, type TimedText } from './read-lrc.ts';
import { splitWord } from './split-word.ts';

/** Far more than a song has; laid out in a second. */
export const maxWordsLength = 20_000;
const maxSyllableLength = 100;

/** A syllable of a text, before it has a note. */
interface WordSyllable {
  readonly text: string;
  /** Whether its word goes on with the next syllable. */
  readonly goesOn: boolean;
  /** When its word begins in the recording, where the text says so. */
  readonly seconds?: number;
}

/** A line of a text with at least one syllable. */
export interface WordLine {
  readonly syllables: readonly WordSyllable[];
  readonly startsStanza: boolean;
}

/**
 * Reads the words of a song from text that was typed or pasted, or from an LRC file. Empty lines divide
 * stanzas. A hyphen within a word divides its syllables where the writer wants that. A line in brackets,
 * or the name of a section, is no line to sing: a section that is only named has the words that it had
 * before. A line that ends in `(x2)` is sung twice.
 */
export function parseWords(text: string): readonly WordLine[] {
  const source = text.slice(0, maxWordsLength).normalize('NFC');
  const timed = readLrc(source);
  const lines = timed ?? source.split(/\r\n?|\n/).map((line) => ({ words: [{ text: line }] }));
  return withSections(lines.map(({ words }) => lineOf(words)));
}

type ReadLine =
  | { readonly kind: 'empty' }
  | { readonly kind: 'section'; readonly name: string }
  | { readonly kind: 'sung'; readonly syllables: readonly WordSyllable[]; readonly times: number };

const section =
  /^\s*(?:\[([^\]]*)\]|[(<]?\s*((?:pre-?\s?|post-?\s?)?(?:verse|chorus|bridge|intro|outro|refrain|hook|interlude|instrumental|solo|후렴|간주|전주|후주|브릿지|브리지|절)(?:\s*\d{0,2})|\d{1,2}\s*절)\s*[)>]?\s*:?)\s*$/i;
const repeated = /\s*[([]?\s*(?:[x×]\s*(\d)|(\d)\s*[x×])\s*[)\]]?\s*$/i;

function lineOf(words: readonly TimedText[]): ReadLine {
  const whole = words.map(({ text }) => text).join(' ');
  const named = section.exec(whole);
  if (named) return { kind: 'section', name: (named[1] ?? named[2] ?? '').trim().toLowerCase() };
  const times = repeated.exec(whole);
  const sung = words.map((part, index) =>
    times && index === words.length - 1 ? { ...part, text: part.text.replace(repeated, '') } : part,
  );
  const syllables = joinSigns(sung.flatMap(syllablesOf));
  if (syllables.length === 0) return { kind: 'empty' };
  return { kind: 'sung', syllables, times: Number(times?.[1] ?? times?.[2] ?? 1) || 1 };
}

function syllablesOf({ text, seconds }: TimedText): WordSyllable[] {
  const words = text
    .split(/\s+/)
    // A control character within a word becomes a space.
    .flatMap((word) => normaliseTitle(word).split(/\s+/))
    .filter((word) => word !== '');
  return words.flatMap((word, index) => {
    const pieces = word.split(/(?<=\p{L})-(?=\p{L})/u);
    const parts = pieces.length > 1 ? pieces : splitWord(word);
    return parts.map((part, at) => ({
      text: normaliseTitle(part.slice(0, maxSyllableLength)),
      goesOn: at < parts.length - 1,
      ...(seconds !== undefined && index === 0 && at === 0 ? { seconds } : {}),
    }));
  });
}

/** Joins words without letters, such as a dash, to the word before them, or else after them. */
function joinSigns(syllables: readonly WordSyllable[]): WordSyllable[] {
  const joined: WordSyllable[] = [];
  let opening = '';
  for (const syllable of syllables) {
    const last = joined.at(-1);
    if (/[\p{L}\p{N}&]/u.test(syllable.text)) {
      const text = normaliseTitle(`${opening}${syllable.text}`.slice(0, maxSyllableLength));
      joined.push({ ...syllable, text });
      opening = '';
    } else if (last && last.text.length + syllable.text.length < maxSyllableLength) {
      joined[joined.length - 1] = { ...last, text: `${last.text} ${syllable.text}` };
    } else if (!last) opening += `${syllable.text} `;
  }
  return joined;
}

/** The sung lines, with the words of sections that are only named. */
function withSections(lines: readonly ReadLine[]): WordLine[] {
  const bodies = new Map<string, (readonly WordSyllable[])[]>();
  const sung: WordLine[] = [];
  let startsStanza = true;
  let body: (readonly WordSyllable[])[] = [];
  let name: string | undefined;
  const add = (syllables: readonly WordSyllable[]) => {
    sung.push({ syllables, startsStanza });
    startsStanza = false;
  };
  const endSection = () => {
    const known = name === undefined ? undefined : bodies.get(name);
    if (name !== undefined && body.length > 0 && !known) bodies.set(name, body);
    if (name !== undefined && body.length === 0) for (const line of known ?? []) add(line);
  };
  for (const line of lines) {
    if (line.kind === 'sung') {
      for (let time = 0; time < line.times; time += 1) {
        body.push(line.syllables);
        add(line.syllables);
      }
      continue;
    }
    startsStanza = true;
    if (line.kind === 'empty') continue;
    endSection();
    startsStanza = true;
    [name, body] = [line.name, []];
  }
  endSection();
  return sung;
}
