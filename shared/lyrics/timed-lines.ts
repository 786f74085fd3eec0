import type { Score } from '../score.ts';
import { byNote, lineText, type SungSyllable, sungLines } from './sung-words.ts';

/** A syllable at its time in the recording. */
export interface TimedSyllable {
  readonly text: string;
  /** Whether its word began with an earlier syllable. */
  readonly continues: boolean;
  readonly startSeconds: number;
  readonly endSeconds: number;
}

/** A line of words at its time in the recording. */
export interface TimedLine {
  readonly text: string;
  readonly startsStanza: boolean;
  readonly startSeconds: number;
  readonly endSeconds: number;
  /** In the order in which they are sung; at least one. */
  readonly syllables: readonly TimedSyllable[];
}

/**
 * The lines of a verse with the time of each syllable: from the onset of its note to the offset of the last
 * note that holds it. Syllables that share a note divide its time equally.
 */
export function timedLines(
  score: Pick<Score, 'lyrics' | 'sungNotes'>,
  verse = 1,
): readonly TimedLine[] {
  return sungLines(score, verse).map((line): TimedLine => {
    const syllables = [...byNote(line).values()].flatMap((shared) => timesOn(shared, score));
    return {
      text: lineText(line),
      startsStanza: line[0]?.starts === 'stanza',
      startSeconds: syllables[0]?.startSeconds ?? 0,
      endSeconds: syllables.at(-1)?.endSeconds ?? 0,
      syllables,
    };
  });
}

function timesOn(
  shared: readonly SungSyllable[],
  { sungNotes }: Pick<Score, 'sungNotes'>,
): readonly TimedSyllable[] {
  const notes = shared.at(-1)?.notes ?? [];
  const start = sungNotes[notes[0] ?? 0]?.startSeconds ?? 0;
  const end = sungNotes[notes.at(-1) ?? 0]?.endSeconds ?? start;
  const part = (index: number) => start + ((end - start) * index) / shared.length;
  return shared.map(({ text, continues }, index) => ({
    text,
    continues,
    startSeconds: part(index),
    endSeconds: part(index + 1),
  }));
}
