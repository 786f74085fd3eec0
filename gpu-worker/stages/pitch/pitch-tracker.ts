import type { F0Track } from '@my-pitch/shared/analysis';

export interface TrackPitchOptions {
  /** Called from time to time with the elapsed share of the work, 0 to 1. */
  readonly onProgress?: (share: number) => void;
  readonly signal?: AbortSignal;
  /** Whether the voice was separated from a band, of which it may have remains. */
  readonly isSeparated?: boolean;
}

/** A pitch track with the tracker's best guess in unvoiced frames. */
export interface GuessedTrack extends F0Track {
  /** The most probable pitch of every frame in Hz, voiced or not. */
  readonly guessHz: readonly number[];
}

/** Tracks the pitch of a single voice. */
export interface PitchTracker {
  readonly sampleRateHz: number;
  /**
   * @param voice mono samples at `sampleRateHz`, of any length, also empty.
   * @throws the signal's reason when it is aborted.
   */
  track(voice: Float32Array, options?: TrackPitchOptions): Promise<GuessedTrack>;
}
