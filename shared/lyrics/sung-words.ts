import type { Score } from '../score.ts';
import { type ScoreSyllable, verseOf } from './syllable.ts';

/** A syllable in its line. */
export interface SungSyllable extends ScoreSyllable {
  /** Whether its word began with an earlier syllable. */
  readonly continues: boolean;
  /** The sung notes over which it is held, its own included, in order. */
  readonly notes: readonly number[];
}

/** The numbers of the verses that a score has words for, in order. */
export function versesOf({ lyrics = [] }: Pick<Score, 'lyrics'>): number[] {
  return [...new Set(lyrics.map(verseOf))].toSorted((a, b) => a - b);
}

/** After a pause of this length a note no longer holds the syllable before it. */
const longestHeldPauseSeconds = 0.5;

/**
 * The words of a verse, line by line. A syllable is held over the notes after it that have none, up to the
 * next syllable or a pause; of syllables on one note the last is.
 */
export function sungLines(score: Pick<Score, 'lyrics' | 'sungNotes'>, verse = 1): SungSyllable[][] {
  const syllables = (score.lyrics ?? []).filter((each) => verseOf(each) === verse);
  const lines: SungSyllable[][] = [];
  for (const [index, syllable] of syllables.entries()) {
    const [before, next] = [syllables[index - 1], syllables[index + 1]];
    const startsLine = before === undefined || syllable.starts !== undefined;
    if (startsLine) lines.push([]);
    const until = syllable.stops ? 0 : (next?.sungNote ?? score.sungNotes.length);
    lines.at(-1)?.push({
      ...syllable,
      continues: before?.goesOn === true && !startsLine,
      notes: heldNotes(score, syllable.sungNote, until),
    });
  }
  return lines;
}

function heldNotes(
  { sungNotes }: Pick<Score, 'sungNotes'>,
  first: number,
  until: number,
): number[] {
  const notes = [first];
  for (let index = first + 1; index < until; index += 1) {
    const pause = (sungNotes[index]?.startSeconds ?? 0) - (sungNotes[index - 1]?.endSeconds ?? 0);
    if (pause > longestHeldPauseSeconds) break;
    notes.push(index);
  }
  return notes;
}

/** A line as text: the syllables of a word together, words apart. */
export function lineText(line: readonly Pick<SungSyllable, 'text' | 'continues'>[]): string {
  return line.map(({ text, continues }, i) => (i === 0 || continues ? text : ` ${text}`)).join('');
}

/** The syllables by the note that they begin on. Browsers that we support have no `Map.groupBy`. */
export function byNote(syllables: readonly SungSyllable[]): ReadonlyMap<number, SungSyllable[]> {
  const notes = new Map<number, SungSyllable[]>();
  for (const syllable of syllables) {
    const others = notes.get(syllable.sungNote);
    if (others) others.push(syllable);
    else notes.set(syllable.sungNote, [syllable]);
  }
  return notes;
}
