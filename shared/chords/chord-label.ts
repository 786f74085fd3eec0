import { type AccidentalText, chordText } from './chord-text.ts';
import type { TimedChord } from './score-chord.ts';

/** A chord as it is written above a melody. One that is only suggested stands in parentheses. */
export function chordLabel(
  { symbol, isSuggested }: Pick<TimedChord, 'symbol' | 'isSuggested'>,
  accidental?: AccidentalText,
): string {
  const text = chordText(symbol, accidental);
  return isSuggested ? `(${text})` : text;
}
