import type { F0Track } from '@my-pitch/shared/analysis';

export interface TrackPitchOptions {
  /** Called now and then with the share that is done, 0 to 1. */
  readonly onProgress?: (share: number) => void;
  readonly signal?: AbortSignal;
}

/** A pitch track with what a tracker would say where it hears no voice. */
export interface GuessedTrack extends F0Track {
  /** The likeliest pitch of every frame in Hz, sung or not. */
  readonly guessHz: readonly number[];
}

/** A way to follow the pitch of a single voice. */
export interface PitchTracker {
  readonly sampleRateHz: number;
  /**
   * @param voice mono samples at the tracker's rate; any length, none included.
   * @throws the signal's reason when it is aborted.
   */
  track(voice: Float32Array, options?: TrackPitchOptions): Promise<GuessedTrack>;
}
