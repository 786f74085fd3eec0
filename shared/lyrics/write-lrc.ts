import type { Score } from '../score.ts';
import { normaliseTitle } from '../title.ts';
import { lineText, type SungSyllable, sungLines } from './sung-words.ts';

/**
 * The first verse as an LRC file: a line of text at the time of its first note; where `isEnhanced`, with
 * the time of each word. Times are those of the recording.
 */
export function renderLrc(score: Score, { isEnhanced }: { isEnhanced: boolean }): string {
  const title = normaliseTitle(score.title).replaceAll(']', ')');
  const lines = sungLines(score).map((line) => {
    const [first] = line;
    const text = isEnhanced ? wordsWithTimes(line, score) : lineText(line);
    return `[${clock(startOf(first, score))}]${text}`;
  });
  return [...(title === '' ? [] : [`[ti:${title}]`]), ...lines, ''].join('\n');
}

function wordsWithTimes(line: readonly SungSyllable[], score: Score): string {
  const parts = line.map((syllable, index) => {
    if (syllable.continues) return syllable.text;
    const time = `<${clock(startOf(syllable, score))}>`;
    return `${index === 0 ? '' : ' '}${time}${syllable.text}`;
  });
  const end = score.sungNotes[line.at(-1)?.notes.at(-1) ?? 0]?.endSeconds ?? 0;
  return `${parts.join('')} <${clock(end)}>`;
}

function startOf(syllable: SungSyllable | undefined, { sungNotes }: Score): number {
  return sungNotes[syllable?.sungNote ?? 0]?.startSeconds ?? 0;
}

/** Minutes, seconds and hundredths. */
function clock(seconds: number): string {
  const hundredths = Math.round(seconds * 100);
  const parts = [Math.floor(hundredths / 6000), Math.floor(hundredths / 100) % 60];
  const [minutes, whole] = parts.map((each) => String(each).padStart(2, '0'));
  return `${minutes}:${whole}.${String(hundredths % 100).padStart(2, '0')}`;
}
