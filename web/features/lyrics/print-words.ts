import type { PlannedWord } from './planned-words.ts';
import { hyphenGap, wordGap, wordSize } from './word-width.ts';

const font = 'My Pitch Signs, Noto Sans KR Variable';
const lineHeight = 18;
const hyphen = { width: 5, height: 1.1, rise: 4 };
const extenderHeight = 0.8;
/** Hyphens of a long melisma are so far apart. */
const hyphenDistance = 70;
const shortestExtender = 5;
const leastScale = 0.7;

/** A note of a row, where it is drawn, and the words under it. */
export interface WordPlace {
  readonly words: readonly PlannedWord[];
  /** Of its head. */
  readonly left: number;
  readonly right: number;
}

/** The part of a drawing context that words need. */
interface WordContext {
  setFont(family: string, size: string): unknown;
  measureText(text: string): { readonly width: number };
  fillText(text: string, x: number, y: number): unknown;
  fillRect(x: number, y: number, width: number, height: number): unknown;
}

interface RowEnds {
  /** Where the notes of the row begin, and where the row ends. */
  readonly left: number;
  readonly right: number;
  /** The baseline of the first verse. */
  readonly baseline: number;
}

/** The words of one verse between two notes: where the last one ended, and what it leads to. */
interface Pending {
  readonly end: number;
  readonly goesOn: boolean;
  /** The right edge of the last note that holds it. */
  readonly heldUntil: number | undefined;
}

/** Prints the words of a row under its notes: syllables, hyphens within words, and lines where one is held. */
export function printWords(
  context: WordContext,
  places: readonly WordPlace[],
  verses: readonly number[],
  ends: RowEnds,
): void {
  verses.forEach((verse, index) => {
    printVerse(context, versePlaces(places, verse), {
      ...ends,
      baseline: ends.baseline + index * lineHeight,
    });
  });
}

interface VersePlace {
  readonly word: PlannedWord;
  readonly left: number;
  readonly right: number;
}

function versePlaces(places: readonly WordPlace[], verse: number): VersePlace[] {
  return places.flatMap(({ words, left, right }) => {
    const word = words.find((each) => each.verse === verse);
    return word ? [{ word, left, right }] : [];
  });
}

function printVerse(context: WordContext, places: readonly VersePlace[], row: RowEnds): void {
  let pending: Pending | undefined;
  for (const [index, { word, left, right }] of places.entries()) {
    if (word.text === '') {
      pending ??= { end: row.left, goesOn: word.goesOn, heldUntil: undefined };
      pending = { ...pending, heldUntil: right };
      continue;
    }
    // A word that began in the row above.
    if (!pending && word.continues) pending = { end: row.left, goesOn: true, heldUntil: undefined };
    const next = places.slice(index + 1).find((each) => each.word.text !== '');
    const room = (next ? (next.left + next.right) / 2 : row.right) - (left + right) / 2;
    const { start, end } = printWord(context, word, { left, right, room }, pending, row.baseline);
    if (pending) connect(context, pending, start, row.baseline);
    pending = { end, goesOn: word.goesOn, heldUntil: undefined };
  }
  if (pending) connect(context, pending, row.right, row.baseline);
}

/** Prints a word under the middle of its note, after the word before it, and smaller where it would not fit. */
function printWord(
  context: WordContext,
  { text, continues }: PlannedWord,
  { left, right, room }: { left: number; right: number; room: number },
  before: Pending | undefined,
  baseline: number,
): { start: number; end: number } {
  context.setFont(font, `${wordSize}px`);
  const { width } = context.measureText(text);
  const gap = continues ? hyphenGap : wordGap;
  const middle = (left + right) / 2;
  const scale = Math.max(leastScale, Math.min(1, (2 * room - gap) / width));
  const start = Math.max(
    middle - (width * scale) / 2,
    (before?.end ?? Number.NEGATIVE_INFINITY) + gap / 2,
  );
  context.setFont(font, `${wordSize * scale}px`);
  context.fillText(text, start, baseline);
  return { start, end: start + width * scale };
}

/** Draws what is between two words: hyphens, or the line of one that is held. */
function connect(
  context: WordContext,
  pending: Pending,
  nextStart: number,
  baseline: number,
): void {
  const { end, goesOn, heldUntil } = pending;
  if (goesOn) {
    const distance = nextStart - end;
    const count = Math.max(1, Math.floor(distance / hyphenDistance));
    if (distance < hyphen.width) return;
    for (let i = 0; i < count; i += 1) {
      const x = end + (distance * (i + 0.5)) / count - hyphen.width / 2;
      context.fillRect(x, baseline - hyphen.rise, hyphen.width, hyphen.height);
    }
    return;
  }
  if (heldUntil === undefined) return;
  const length = Math.min(heldUntil, nextStart - wordGap / 2) - end - 2;
  if (length >= shortestExtender) context.fillRect(end + 2, baseline, length, extenderHeight);
}
