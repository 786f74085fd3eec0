import { chooseClef } from '@my-pitch/shared/notation/choose-clef';
import { midiOf } from '@my-pitch/shared/pitch-names';
import type { Clef, Score } from '@my-pitch/shared/score';
import { transposeScore } from './transpose-score.ts';

/** Whom the score is written for, and how far its C lies below the C that sounds, in semitones. */
export const instruments = { concert: 0, bFlat: 2, eFlat: 9, f: 7 } as const;
export type Instrument = keyof typeof instruments;

export interface Transposition {
  /** Semitones that the song moves up, to another key. */
  readonly semitones: number;
  readonly instrument: Instrument;
  /** `auto`: the clef of the score, or after transposing the one with the fewest ledger lines. */
  readonly clef: Clef | 'auto';
}

export const asSung: Transposition = { semitones: 0, instrument: 'concert', clef: 'auto' };

/** The score as it is to be read: transposed, and in the clef that was asked for. */
export function shownScore(score: Score, { semitones, instrument, clef }: Transposition): Score {
  const written = transposeScore(score, semitones + instrumentShift(score, semitones, instrument));
  const shown = clef === 'auto' ? autoClef(score, written, instrument) : clef;
  return shown === written.clef ? written : { ...written, clef: shown };
}

/**
 * How far an instrument's part stands above the song. Instruments read the treble clef, so the part
 * goes to the octave that lies best in it.
 */
function instrumentShift(score: Score, semitones: number, instrument: Instrument): number {
  if (instrument === 'concert') return 0;
  const shifts = [-12, 0, 12, 24].map((octave) => octave + instruments[instrument]);
  const costs = shifts.map((shift) => ledgerCost(score, semitones + shift));
  return shifts[costs.indexOf(Math.min(...costs))] as number;
}

const middleOfTreble = 71;

/** The mean distance from the treble staff's middle line, longer notes counting more. */
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
