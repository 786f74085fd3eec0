import { chooseClef } from '@my-pitch/shared/notation/choose-clef';
import { midiOf } from '@my-pitch/shared/pitch-names';
import type { Clef, Score } from '@my-pitch/shared/score';
import { transposeScore } from './transpose-score.ts';
import { type Instrument, instruments, type Transposition } from './transposition.ts';

/** The score to display: transposed, and in the chosen clef. */
export function shownScore(score: Score, { semitones, instrument, clef }: Transposition): Score {
  const written = transposeScore(score, semitones + instrumentShift(score, semitones, instrument));
  const shown = clef === 'auto' ? autoClef(score, written, instrument) : clef;
  return shown === written.clef ? written : { ...written, clef: shown };
}

/**
 * How many semitones an instrument's part is written above the song. Instruments read treble clef, so
 * the octave is the one closest to the middle of that staff.
 */
function instrumentShift(score: Score, semitones: number, instrument: Instrument): number {
  if (instrument === 'concert') return 0;
  const shifts = [-12, 0, 12, 24].map((octave) => octave + instruments[instrument]);
  const costs = shifts.map((shift) => ledgerCost(score, semitones + shift));
  return shifts[costs.indexOf(Math.min(...costs))] as number;
}

const middleOfTreble = 71;

/** The distance from the treble staff's middle line, weighted by duration. */
function ledgerCost(score: Score, semitones: number): number {
  return heldNotes(score).reduce(
    (sum, { midi, ticks }) => sum + Math.abs(midi + semitones - middleOfTreble) * ticks,
    0,
  );
}

function autoClef(score: Score, written: Score, instrument: Instrument): Clef {
  if (instrument !== 'concert') return 'treble';
  if (written === score) return score.clef;
  return chooseClef(
    heldNotes(written).map(({ midi, ticks }) => ({ midi, startSeconds: 0, endSeconds: ticks })),
  );
}

function heldNotes(score: Score): readonly { midi: number; ticks: number }[] {
  return score.measures.flatMap(({ elements }) =>
    elements.flatMap((element) =>
      element.kind === 'note'
        ? [{ midi: midiOf(element.pitch), ticks: element.durationTicks }]
        : [],
    ),
  );
}
