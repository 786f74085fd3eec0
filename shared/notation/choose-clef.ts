import type { SungNote } from '../analysis.ts';
import type { Clef } from '../score.ts';

/** MIDI numbers of the lowest and highest pitch without a ledger line. */
const staffRange: Readonly<Record<Clef, readonly [number, number]>> = {
  treble: [62, 79],
  'treble-8vb': [50, 67],
  bass: [41, 59],
};

/**
 * The clef with the lowest cost: the distance of each note from the staff in semitones, weighted by its
 * duration. Ties prefer treble, then treble-8vb.
 */
export function chooseClef(
  notes: readonly Pick<SungNote, 'midi' | 'startSeconds' | 'endSeconds'>[],
): Clef {
  const cost = (clef: Clef) => {
    const [low, high] = staffRange[clef];
    return notes.reduce((sum, { midi, startSeconds, endSeconds }) => {
      const beyond = Math.max(0, low - midi, midi - high);
      return sum + beyond * (endSeconds - startSeconds);
    }, 0);
  };
  const order: readonly Clef[] = ['treble', 'treble-8vb', 'bass'];
  return order.reduce((best, clef) => (cost(clef) < cost(best) ? clef : best));
}
