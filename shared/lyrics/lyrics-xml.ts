import type { XMLBuilder } from 'xmlbuilder2/lib/interfaces.js';
import type { Score, ScoreElement } from '../score.ts';
import { isBlock } from './is-block.ts';
import { byNote, type SungSyllable, sungLines, versesOf } from './sung-words.ts';

/** The syllables that begin on a sung note, and the note after which its extender ends, by verse. */
type VerseWords = ReadonlyMap<number, readonly SungSyllable[]>;

/** Writes the `<lyric>` elements of notes: syllables, shared notes, and extenders of held notes. */
export class LyricsXml {
  readonly #verses: readonly { readonly number: number; readonly words: VerseWords }[];
  readonly #escape: (text: string) => string;

  /** @param escapeText makes text safe for the XML builder. */
  constructor(score: Score, escapeText: (text: string) => string) {
    this.#escape = escapeText;
    this.#verses = versesOf(score).map((number) => ({
      number,
      words: byNote(sungLines(score, number).flat()),
    }));
  }

  /** Adds the words of a symbol; a note that is tied to the one before it has none. */
  write(note: XMLBuilder, symbol: ScoreElement): void {
    if (symbol.kind === 'rest' || symbol.tiedFromPrevious) return;
    for (const { number, words } of this.#verses) {
      const syllables = words.get(symbol.sungNote);
      if (syllables) this.#writeSyllables(note, number, syllables, symbol.tiedToNext);
    }
  }

  #writeSyllables(
    note: XMLBuilder,
    verse: number,
    syllables: readonly SungSyllable[],
    isTied: boolean,
  ): void {
    const lyric = note.ele('lyric', { number: String(verse) });
    for (const [index, part] of wordParts(syllables).entries()) {
      if (index > 0) lyric.ele('elision').txt('\u203f');
      lyric.ele('syllabic').txt(syllabicOf(part));
      lyric.ele('text').txt(this.#escape(part.text));
    }
    const last = syllables.at(-1);
    const isHeld = isTied || (last?.notes.length ?? 1) > 1;
    if (last && isHeld && (!last.goesOn || isBlock(last.text))) lyric.ele('extend');
  }
}

type WordPart = Pick<SungSyllable, 'text' | 'continues' | 'goesOn'>;

/**
 * What a note has of each word. Syllables of one word are one text: MuseScore keeps only the last one's place
 * in the word.
 */
function wordParts(syllables: readonly SungSyllable[]): readonly WordPart[] {
  const parts: WordPart[] = [];
  for (const syllable of syllables) {
    const before = syllable.continues ? parts.pop() : undefined;
    if (!before) parts.push(syllable);
    else {
      const { text, goesOn } = syllable;
      const joined = { text: before.text + text, continues: before.continues };
      parts.push({ ...joined, ...(goesOn && { goesOn }) });
    }
  }
  return parts;
}

/** Programs print a hyphen wherever a word goes on; Korean has none. */
function syllabicOf({ text, continues, goesOn }: WordPart): 'single' | 'begin' | 'middle' | 'end' {
  if (isBlock(text)) return 'single';
  if (continues) return goesOn ? 'middle' : 'end';
  return goesOn ? 'begin' : 'single';
}
