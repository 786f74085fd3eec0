import type { Clef } from '@my-pitch/shared/score';

/** Instruments, and how many semitones a written C is above its sound, regardless of octaves. */
export const instruments = { concert: 0, bFlat: 2, trumpet: 2, eFlat: 9, f: 7 } as const;
export type Instrument = keyof typeof instruments;

export interface Transposition {
  /** Semitones that the song is transposed up. */
  readonly semitones: number;
  readonly instrument: Instrument;
  /** `auto`: the clef of the score, or the one with the fewest ledger lines after transposing. */
  readonly clef: Clef | 'auto';
}

export const asSung: Transposition = { semitones: 0, instrument: 'concert', clef: 'auto' };
