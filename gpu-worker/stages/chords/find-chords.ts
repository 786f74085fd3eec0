import { runChordNetwork } from './chord-network.ts';
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

export interface ChordOptions {
  /** Of the music above A4 = 440 Hz. */
  readonly tuningSemitones: number;
  /** When chords may change, ascending, such as on the beats and between them. */
  readonly changeSeconds: readonly number[];
}

/**
 * Finds the chords of an accompaniment.
 * @param mono at `beatRateHz`.
 * @returns chords in time order, from 0 to the end, without gaps; neighbours differ.
 */
export async function findChords(
  mono: Float32Array,
  { tuningSemitones, changeSeconds }: ChordOptions,
): Promise<TimedChord[]> {
  const probabilities = await runChordNetwork(await constantQ(mono, tuningSemitones));
  const changeFrames = changeSeconds.map((seconds) => Math.round(seconds / frameSeconds));
  return decodeChords(probabilities, changeFrames).map(
    ({ startFrame, endFrame, chord, confidence }) => ({
      startSeconds: startFrame * frameSeconds,
      endSeconds: endFrame * frameSeconds,
      ...{ chord, confidence },
    }),
  );
}
