import { floorMod } from '@my-pitch/shared/floor-mod';
import { type ChordProbabilities, runChordNetwork } from './chord-network.ts';
import type { HeardChord } from './chord-vocabulary.ts';
import { constantQ, frameSeconds } from './constant-q.ts';
import { decodeChords } from './decode-chords.ts';

/** A chord of a song, or that there is none. */
export interface TimedChord {
  readonly startSeconds: number;
  readonly endSeconds: number;
  readonly chord: HeardChord | undefined;
  /** 0 to 1. */
  readonly confidence: number;
}

/** What the network hears in an accompaniment. */
export interface HeardHarmonies {
  readonly probabilities: ChordProbabilities;
  /** The pitches' names are those of a tuning so far above A4 = 440 Hz. */
  readonly tuningSemitones: number;
}

export interface ChordOptions {
  /** Of the chords' names above A4 = 440 Hz: a whole number of semitones from that of the heard pitches. */
  readonly tuningSemitones: number;
  /** When chords may change, ascending, such as on the beats and between them. */
  readonly changeSeconds: readonly number[];
}

/**
 * The costly part of finding chords. It needs neither beats nor the names of the melody's notes.
 * @param mono the accompaniment at `beatRateHz`.
 * @param tuningSemitones of the music above A4 = 440 Hz.
 */
export async function hearHarmonies(
  mono: Float32Array,
  tuningSemitones: number,
): Promise<HeardHarmonies> {
  const magnitudes = await constantQ(mono, tuningSemitones);
  return { probabilities: await runChordNetwork(magnitudes), tuningSemitones };
}

/**
 * Finds the chords of an accompaniment.
 * @returns chords in time order, from 0 to the end, without gaps; neighbours differ.
 */
export function findChords(
  heard: HeardHarmonies,
  { tuningSemitones, changeSeconds }: ChordOptions,
): TimedChord[] {
  const changeFrames = changeSeconds.map((seconds) => Math.round(seconds / frameSeconds));
  const semitones = Math.round(heard.tuningSemitones - tuningSemitones);
  return decodeChords(heard.probabilities, changeFrames).map(
    ({ startFrame, endFrame, chord, confidence }) => ({
      startSeconds: startFrame * frameSeconds,
      endSeconds: endFrame * frameSeconds,
      chord: chord && transposed(chord, semitones),
      confidence,
    }),
  );
}

function transposed({ root, kind, bass }: HeardChord, semitones: number): HeardChord {
  return { root: floorMod(root + semitones, 12), kind, bass: floorMod(bass + semitones, 12) };
}
