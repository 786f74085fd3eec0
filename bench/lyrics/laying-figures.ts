import { layWords } from '@my-pitch/shared/lyrics/lay-words';
import { parseWords, type WordLine } from '@my-pitch/shared/lyrics/parse-words';
import type { MeasuredNote } from '../metrics/note-metrics.ts';
import { lrcText, type WordNote, wordsText } from './karaoke-words.ts';

const toleranceSeconds = 0.15;

export interface LayingFigures {
  /** Syllables of the karaoke file whose notes were found. */
  readonly syllables: number;
  /** Of these, how many are within 150 ms of their time. */
  readonly inTime: number;
  readonly lines: number;
  /** Lines with at least half of their syllables within their time. */
  readonly linesInPlace: number;
}

/**
 * Lays a song's own words on found notes and compares their times with the karaoke file's.
 * @param withTimes whether the words say when each line begins, as an LRC file does.
 */
export function measureLaying(
  truth: readonly WordNote[],
  found: readonly MeasuredNote[],
  withTimes = false,
): LayingFigures {
  const lines = parseWords(withTimes ? lrcText(truth) : wordsText(truth));
  const laid = layWords(found, lines)?.notes ?? [];
  const timeAt = timesByLetter(lines, laid, found);
  let letter = 0;
  const placed = truth
    .filter(({ syllable }) => syllable !== '')
    .map((note) => {
      const seconds = timeAt[letter] ?? Number.NaN;
      letter += lettersIn(note.syllable);
      return { note, seconds };
    });
  const isFound = ({ startSeconds }: MeasuredNote) =>
    found.some((each) => Math.abs(each.startSeconds - startSeconds) <= toleranceSeconds);
  const ofFound = placed.filter(({ note }) => isFound(note));
  const inTime = ofFound.filter(
    ({ note, seconds }) => Math.abs(seconds - note.startSeconds) <= toleranceSeconds,
  );
  const byLine = Map.groupBy(placed, ({ note }) => note.line);
  const linesInPlace = [...byLine.values()].filter((line) => {
    const from = (line[0]?.note.startSeconds ?? 0) - toleranceSeconds;
    const to = (line.at(-1)?.note.endSeconds ?? 0) + toleranceSeconds;
    return line.filter(({ seconds }) => seconds >= from && seconds <= to).length * 2 >= line.length;
  });
  return {
    syllables: ofFound.length,
    inTime: inTime.length,
    lines: byLine.size,
    linesInPlace: linesInPlace.length,
  };
}

/** When each letter of the words is sung: at the onset of its syllable's note. */
function timesByLetter(
  lines: readonly WordLine[],
  laid: readonly number[],
  found: readonly MeasuredNote[],
): number[] {
  const syllables = lines.flatMap((line) => line.syllables);
  return syllables.flatMap(({ text }, index) => {
    const seconds = found[laid[index] ?? -1]?.startSeconds ?? Number.NaN;
    return Array<number>(lettersIn(text)).fill(seconds);
  });
}

function lettersIn(text: string): number {
  return [...text.normalize('NFC')].filter((each) => /[\p{L}\p{N}]/u.test(each)).length;
}
