import { placeChords } from '@my-pitch/shared/chords/place-chords';
import type { ScoreChord } from '@my-pitch/shared/chords/score-chord';
import { spellChord } from '@my-pitch/shared/chords/spell-chord';
import { type Harmony, tuningOf } from '../score/accompaniment/estimate-harmony.ts';
import type { WrittenScore } from '../score/write-score.ts';
import { findChords, type HeardHarmonies } from './find-chords.ts';

/** What is known of an accompaniment. */
export interface Harmonies {
  readonly heard: HeardHarmonies;
  readonly harmony: Harmony;
  /** Of the melody's names above A4 = 440 Hz: the chords get names that fit to them. */
  readonly tuningOffsetCents: number;
}

/**
 * Writes the chords of an accompaniment above the score's melody, spelled in its key. They change on the
 * score's beats.
 */
export function writeChords(
  { heard, harmony, tuningOffsetCents }: Harmonies,
  { score, beatSeconds, key }: WrittenScore,
): ScoreChord[] {
  const found = findChords(heard, {
    tuningSemitones: tuningOf(harmony, tuningOffsetCents / 100),
    changeSeconds: beatSeconds,
  });
  const spelled = found.map(({ startSeconds, chord, confidence }) => ({
    ...{ startSeconds, confidence },
    ...(chord && { symbol: spellChord(chord, key) }),
  }));
  return placeChords(spelled, score);
}
