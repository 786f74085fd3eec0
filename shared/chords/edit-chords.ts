import type { EditableDocument } from '../editable-document.ts';
import { scoreOf } from '../notation/score-of-document.ts';
import { ticksPerQuarter } from '../score.ts';
import { secondsAtTick } from '../time-map.ts';
import type { ChordSymbol } from './chord-symbol.ts';
import type { ScoreChord, TimedChord } from './score-chord.ts';

/** A change of the chord that begins at a tick. */
export type ChordEdit =
  | { readonly kind: 'set'; readonly symbol: ChordSymbol | 'none' }
  | { readonly kind: 'delete' }
  /** By a quarter: later (1) or earlier (−1). */
  | { readonly kind: 'move'; readonly direction: 1 | -1 };

/** The chord that begins at a tick of the score; `undefined` if none does. */
export function chordAt(chords: readonly ScoreChord[] = [], tick: number): ScoreChord | undefined {
  return chords.find(({ startTick }) => startTick === tick);
}

/**
 * Changes the chord that begins at a tick. `set` adds one where none begins.
 * @returns the document's chords; `undefined` for what is impossible, such as a move over another chord.
 */
export function editChords(
  document: EditableDocument,
  tick: number,
  edit: ChordEdit,
): TimedChord[] | undefined {
  const { chords = [], timeMap, measures } = scoreOf(document);
  const last = measures.at(-1);
  const endTick = last ? last.startTick + last.lengthTicks : 0;
  const chord = chordAt(chords, tick);
  const others = chords.filter((each) => each !== chord);
  const write = (added: readonly TimedChord[]) =>
    [...others.map(({ startTick: _, ...timed }) => timed), ...added].sort(
      (a, b) => a.startSeconds - b.startSeconds,
    );
  const secondsAt = (at: number) => Math.max(0, secondsAtTick(timeMap, at));
  if (edit.kind === 'set') {
    const { symbol } = edit;
    const startSeconds = chord?.startSeconds ?? secondsAt(tick);
    // Somebody has said it: nothing is surer.
    return write([{ startSeconds, confidence: 1, ...(symbol !== 'none' && { symbol }) }]);
  }
  if (!chord) return undefined;
  if (edit.kind === 'delete') return write([]);
  const movedTick = tick + edit.direction * ticksPerQuarter;
  const isFree = movedTick >= 0 && movedTick < endTick && !chordAt(others, movedTick);
  if (!isFree) return undefined;
  const { startTick: _, ...timed } = chord;
  return write([{ ...timed, startSeconds: secondsAt(movedTick) }]);
}
