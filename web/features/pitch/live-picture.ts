import type { LiveVerdict } from '../sing/scoring/score-live-take.ts';

/** What is drawn of singing in progress. */
export interface LivePicture {
  /** Where in the song the singing begins, and the speed of the song. */
  readonly startSeconds: number;
  readonly speed: number;
  readonly hopSeconds: number;
  /** By how much the singer is to sing higher than written in the recorded key: tuning and key of the playback. */
  readonly offsetSemitones: number;
  /** Fractional MIDI; NaN in unvoiced frames. */
  readonly midi: Float32Array;
  /** By the index of the sung note. */
  readonly verdicts: ReadonlyMap<number, LiveVerdict>;
}
