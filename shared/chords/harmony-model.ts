import type { KeySignature } from '../score.ts';
import type { ChordKind } from './chord-symbol.ts';

/** A chord that a melody in a key may have. */
export interface KeyChord {
  /** Semitones above the tonic. */
  readonly degree: number;
  readonly kind: ChordKind;
  /** How readily it is chosen, in nats. */
  readonly prior: number;
  /** Degree of the chord that it leads to, if it is a dominant. */
  readonly resolvesTo?: number;
}

/** Chords of the key, and dominants of its other chords, which only altered notes call for. */
const chordsOfMode: Readonly<Record<KeySignature['mode'], readonly KeyChord[]>> = {
  major: [
    { degree: 0, kind: 'major', prior: -0.7 },
    { degree: 7, kind: 'major', prior: -1.3, resolvesTo: 0 },
    { degree: 5, kind: 'major', prior: -1.5 },
    { degree: 9, kind: 'minor', prior: -2.4 },
    { degree: 2, kind: 'minor', prior: -2.6 },
    { degree: 4, kind: 'minor', prior: -3.6 },
    { degree: 10, kind: 'major', prior: -4.5 },
    { degree: 2, kind: 'dominant', prior: -4.5, resolvesTo: 7 },
    { degree: 4, kind: 'dominant', prior: -4.5, resolvesTo: 9 },
    { degree: 9, kind: 'dominant', prior: -5, resolvesTo: 2 },
    { degree: 0, kind: 'dominant', prior: -5, resolvesTo: 5 },
  ],
  minor: [
    { degree: 0, kind: 'minor', prior: -0.7 },
    { degree: 7, kind: 'major', prior: -1.6, resolvesTo: 0 },
    { degree: 5, kind: 'minor', prior: -1.8 },
    { degree: 10, kind: 'major', prior: -2 },
    { degree: 3, kind: 'major', prior: -2.1 },
    { degree: 8, kind: 'major', prior: -2.2 },
    { degree: 7, kind: 'minor', prior: -3.2 },
    { degree: 5, kind: 'major', prior: -4 },
    { degree: 2, kind: 'diminished', prior: -4.5 },
  ],
};

export function chordsOfKey({ mode }: KeySignature): readonly KeyChord[] {
  return chordsOfMode[mode];
}

/** How one chord follows another by the interval between their roots, upwards: falling fifths lead best. */
const rootMotion: Readonly<Record<number, number>> = {
  ...{ 5: 0.6, 7: 0.2, 2: 0.3, 9: 0.2, 8: 0, 3: -0.3, 10: -0.4, 4: -0.3 },
};
const staying = -0.9;
/** A chord that changes, and one that stays, within a measure. */
const [changingWithin, stayingWithin] = [-2.2, -0.1];
const [resolving, notResolving] = [0.7, -0.5];

/** Log probability, in nats, of a chord after another one; `isNewMeasure`: at a barline. */
export function transition(from: KeyChord, to: KeyChord, isNewMeasure: boolean): number {
  if (from === to) return isNewMeasure ? staying : stayingWithin;
  const motion = rootMotion[(to.degree - from.degree + 12) % 12] ?? -0.8;
  const isResolution = from.resolvesTo === to.degree;
  const lead = from.resolvesTo === undefined ? 0 : isResolution ? resolving : notResolving;
  return to.prior + motion + lead + (isNewMeasure ? 0 : changingWithin);
}

/** Where a phrase ends, the tonic chord closes it, and its dominant keeps it open. */
const phraseEnd: Readonly<Record<number, number>> = { 0: 0.8, 7: 0.4 };
const songEnd = 2.5;
const songStart = 1;

/** What a chord gains by its place in the song, in nats. */
export function cadence({ degree }: KeyChord, place: 'start' | 'end' | 'phrase-end'): number {
  if (place === 'phrase-end') return phraseEnd[degree] ?? -0.2;
  if (degree !== 0) return 0;
  return place === 'end' ? songEnd : songStart;
}

/** Shares of the time that a melody spends on a chord's tones, in nats; the last two are its seventh and ninth. */
const toneOfChord = [-1.5, -1.3, -1.3, -2.4] as const;
const [toneOfKey, otherTone] = [-2.9, -5] as const;

/**
 * Log probability, in nats, of a melody's note while a chord sounds.
 * @param tone the place of the note among the chord's tones, from the root; −1 if it is none of them.
 */
export function noteInChord(tone: number, isInKey: boolean): number {
  return toneOfChord[tone] ?? (isInKey ? toneOfKey : otherTone);
}
