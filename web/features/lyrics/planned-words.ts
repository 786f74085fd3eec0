import { isBlock } from '@my-pitch/shared/lyrics/is-block';
import { byNote, sungLines, versesOf } from '@my-pitch/shared/lyrics/sung-words';
import type { Score, ScoreElement } from '@my-pitch/shared/score';

/** What is written under a note in one verse. */
export interface PlannedWord {
  readonly verse: number;
  /** The syllables that begin on the note; empty where one before it is held. */
  readonly text: string;
  /** Whether a hyphen leads to the text, from the syllable before it. */
  readonly continues: boolean;
  /** Whether a hyphen follows. */
  readonly goesOn: boolean;
}

type WordsOfNotes = ReadonlyMap<number, readonly PlannedWord[]>;
const known = new WeakMap<readonly object[], WordsOfNotes>();

/** The words under an element, verse by verse; a note that is tied to the one before it holds theirs. */
export function wordsUnder(score: Score, element: ScoreElement): readonly PlannedWord[] {
  if (element.kind === 'rest' || !score.lyrics) return [];
  const words = known.get(score.lyrics) ?? wordsOfNotes(score);
  known.set(score.lyrics, words);
  const own = words.get(element.sungNote) ?? [];
  return element.tiedFromPrevious ? own.map((word) => ({ ...word, text: '' })) : own;
}

function wordsOfNotes(score: Score): WordsOfNotes {
  const words = new Map<number, PlannedWord[]>();
  const add = (note: number, word: PlannedWord) =>
    words.set(note, [...(words.get(note) ?? []), word]);
  for (const verse of versesOf(score)) {
    for (const [note, syllables] of byNote(sungLines(score, verse).flat())) {
      const [first, last] = [syllables[0], syllables.at(-1)];
      const text = syllables
        .map((each, i) => (i === 0 || each.continues ? each.text : ` ${each.text}`))
        .join('');
      const goesOn = last?.goesOn === true && !isBlock(text);
      add(note, { verse, text, continues: first?.continues === true && !isBlock(text), goesOn });
      for (const held of last?.notes.slice(1) ?? []) {
        add(held, { verse, text: '', continues: false, goesOn });
      }
    }
  }
  return words;
}
