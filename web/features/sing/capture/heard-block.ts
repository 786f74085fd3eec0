import type { LiveFrame } from '../tracker/live-tracker.ts';

/** What the microphone heard, about a hundredth of a second at a time. Frames count on the audio clock. */
export interface HeardBlock {
  /** The frame of the first sample. */
  readonly startFrame: number;
  readonly samples: Float32Array;
  /** The pitches that were decided by these samples; `sample` is a frame of the audio clock. */
  readonly pitches: readonly LiveFrame[];
  /** Loudness of the song's playback in this block, root mean square, 0 to 1. */
  readonly playbackRms: number;
}

/** The registered name of the processor that listens. */
export const listenerName = 'my-pitch-listener';
