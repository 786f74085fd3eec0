import { type Score, ticksPerQuarter } from '../score.ts';
import { tickAtSeconds } from '../time-map.ts';
import { pitchClassOf } from './chord-symbol.ts';
import type { ScoreChord, TimedChord } from './score-chord.ts';

/** Chords begin on eighths. */
const gridTicks = ticksPerQuarter / 2;

/** Where a chord that begins at a tick is written. */
export function chordTick(tick: number): number {
  return Math.max(0, Math.round(tick / gridTicks) * gridTicks);
}

/**
 * Writes chords above a score. Of chords on the same eighth the last one is written; what sounds before
 * the score begins is written at its start, and what begins after its end is left out.
 * @param chords in any order.
 */
export function placeChords(
  chords: readonly TimedChord[],
  { timeMap, measures }: Pick<Score, 'timeMap' | 'measures'>,
): ScoreChord[] {
  const last = measures.at(-1);
  const endTick = last ? last.startTick + last.lengthTicks : 0;
  const placed: ScoreChord[] = [];
  for (const chord of chords.toSorted((a, b) => a.startSeconds - b.startSeconds)) {
    const startTick = chordTick(tickAtSeconds(timeMap, chord.startSeconds));
    if (startTick >= endTick) break;
    if (placed.at(-1)?.startTick === startTick) placed.pop();
    if (!isSameChord(placed.at(-1), chord)) placed.push({ startTick, ...chord });
  }
  // A song without any chord has no row of N.C.
  return placed.some(({ symbol }) => symbol) ? placed : [];
}

function isSameChord(before: TimedChord | undefined, after: TimedChord): boolean {
  if (!before) return false;
  const [a, b] = [before.symbol, after.symbol];
  if (!a || !b) return a === b;
  return (
    a.kind === b.kind &&
    pitchClassOf(a.root) === pitchClassOf(b.root) &&
    pitchClassOf(a.bass ?? a.root) === pitchClassOf(b.bass ?? b.root)
  );
}
