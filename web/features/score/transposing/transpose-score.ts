import { floorMod } from '@my-pitch/shared/floor-mod';
import { spellPitch } from '@my-pitch/shared/notation/spell-pitch';
import { midiOf } from '@my-pitch/shared/pitch-names';
import type { KeySignature, Pitch, Score } from '@my-pitch/shared/score';

/** Steps along the line of fifths, from F at −1. */
const lineOfFifths = ['F', 'C', 'G', 'D', 'A', 'E', 'B'] as const;
const semitonesInFifth = 7;
const sharpestKey = 6;

/**
 * The score written some semitones higher (negative: lower). Every note keeps its place in the key,
 * so that a melody reads the same; the new key is the one with fewer accidentals. What was sung, and
 * when, stays as it is.
 */
export function transposeScore(score: Score, semitones: number): Score {
  if (semitones === 0) return score;
  return {
    ...score,
    measures: score.measures.map((measure) => {
      const fifths = transposeFifths(measure.keySignature.fifths, semitones);
      const keySignature: KeySignature = { ...measure.keySignature, fifths };
      const shift = fifths - measure.keySignature.fifths;
      return {
        ...measure,
        keySignature,
        elements: measure.elements.map((element) =>
          element.kind === 'rest'
            ? element
            : { ...element, pitch: transposePitch(element.pitch, semitones, shift, fifths) },
        ),
      };
    }),
  };
}

/**
 * The key signature some semitones above another: six sharps and six flats at the most, and of
 * those two the one on the old key's side.
 */
export function transposeFifths(fifths: number, semitones: number): number {
  const around = floorMod(fifths + semitonesInFifth * semitones, 12);
  if (around === sharpestKey) return fifths < 0 ? -sharpestKey : sharpestKey;
  return around > sharpestKey ? around - 12 : around;
}

/**
 * A pitch moved by semitones and along the line of fifths by as much as its key. One that would need
 * three accidentals is spelled anew.
 */
function transposePitch(pitch: Pitch, semitones: number, shift: number, fifths: number): Pitch {
  const midi = midiOf(pitch) + semitones;
  const place = lineOfFifths.indexOf(pitch.step) - 1 + 7 * pitch.alter + shift;
  const alter = Math.floor((place + 1) / 7);
  if (Math.abs(alter) > 2) return spellPitch(midi, fifths);
  const step = lineOfFifths[floorMod(place + 1, 7)] as Pitch['step'];
  const inOctave = midiOf({ step, alter, octave: -1 });
  return { step, alter, octave: Math.round((midi - inOctave) / 12) - 1 };
}
