/** A part of a line, which may say when it begins. */
export interface TimedText {
  readonly text: string;
  readonly seconds?: number;
}

/** A line of an LRC file: its words, the first of which has the line's time. */
interface LrcLine {
  readonly words: readonly TimedText[];
}

const tag = /^\s*\[\s*([a-z#]+)\s*:([^\]]*)\]\s*$/i;
const lineTime = /^\s*\[(\d{1,3}):(\d{1,2}(?:[.:]\d{1,3})?)\]/;
const wordTime = /<(\d{1,3}):(\d{1,2}(?:[.:]\d{1,3})?)>/;

/**
 * Reads an LRC file, plain (`[01:02.30]a line`) or enhanced (`<01:02.30>word by word`). A line with
 * several times is sung at each. `[offset:500]` lets the words come half a second earlier.
 * @returns the lines in time order; `undefined` for a text without times.
 */
export function readLrc(text: string): readonly LrcLine[] | undefined {
  const lines = text.split(/\r\n?|\n/);
  if (!lines.some((line) => lineTime.test(line))) return undefined;
  let offsetSeconds = 0;
  const timed: { seconds: number; rest: string }[] = [];
  for (const line of lines) {
    const [, name, value] = tag.exec(line) ?? [];
    if (name?.toLowerCase() === 'offset') offsetSeconds = (Number(value) || 0) / 1000;
    if (name === undefined) timed.push(...timesOf(line));
  }
  return timed
    .toSorted((a, b) => a.seconds - b.seconds)
    .map(({ seconds, rest }) => ({ words: wordsOf(rest, seconds, offsetSeconds) }));
}

/** A line at each of its times; nothing for a line without any. */
function timesOf(line: string): { seconds: number; rest: string }[] {
  const seconds: number[] = [];
  let rest = line;
  for (let found = lineTime.exec(rest); found; found = lineTime.exec(rest)) {
    seconds.push(secondsOf(found));
    rest = rest.slice(found[0].length);
  }
  return seconds.map((each) => ({ seconds: each, rest }));
}

function secondsOf([, minutes, seconds = '']: readonly string[]): number {
  return 60 * Number(minutes) + Number(seconds.replace(':', '.'));
}

function wordsOf(rest: string, lineSeconds: number, offsetSeconds: number): TimedText[] {
  const at = (seconds: number) => Math.max(0, seconds - offsetSeconds);
  const [first = '', ...others] = rest.split(new RegExp(wordTime.source, 'g'));
  const words: TimedText[] = first.trim() === '' ? [] : [{ text: first, seconds: at(lineSeconds) }];
  for (let i = 0; i + 2 < others.length; i += 3) {
    const text = others[i + 2] ?? '';
    if (text.trim() === '') continue;
    words.push({ text, seconds: at(secondsOf(['', others[i] ?? '', others[i + 1] ?? ''])) });
  }
  return words;
}
