import type { XMLBuilder } from 'xmlbuilder2/lib/interfaces.js';
import type { Score, ScoreElement } from '../score.ts';
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
    syllables.forEach((syllable, index) => {
      if (index > 0) lyric.ele('elision').txt(syllable.continues ? '' : '\u203f');
      lyric.ele('syllabic').txt(syllabicOf(syllable));
      lyric.ele('text').txt(this.#escape(syllable.text));
    });
    const last = syllables.at(-1);
    const isHeld = isTied || (last?.notes.length ?? 1) > 1;
    if (last && isHeld && !last.goesOn) lyric.ele('extend');
  }
}

function syllabicOf({ continues, goesOn }: SungSyllable): 'single' | 'begin' | 'middle' | 'end' {
  if (continues) return goesOn ? 'middle' : 'end';
  return goesOn ? 'begin' : 'single';
}
