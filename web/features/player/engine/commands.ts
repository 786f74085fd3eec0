import type { Clicks } from './click-track.ts';
import type { Melody } from './score-voice.ts';
import type { Transport } from './transport.ts';

/** Messages from the page to the engine in the audio thread. */
export type EngineCommand =
  | { readonly type: 'transport'; readonly transport: Transport; readonly countIn: Clicks }
  | {
      readonly type: 'piece';
      readonly stem: number;
      readonly piece: number;
      readonly channels: readonly Float32Array[];
    }
  | { readonly type: 'drop'; readonly stem: number; readonly piece: number }
  | { readonly type: 'metronome'; readonly clicks: Clicks }
  | { readonly type: 'melody'; readonly melody: Melody }
  /** The notes of a chord begin at the same frame. */
  | { readonly type: 'chords'; readonly chords: Melody }
  /** Plays at `ratio` times the song's frequencies, from now on. */
  | { readonly type: 'key'; readonly ratio: number }
  | { readonly type: 'weights'; readonly weights: readonly number[] };

/** Message from the engine to the page, a few times per second while it plays. */
export interface EngineReport {
  readonly position: number;
}

export interface EngineOptions {
  readonly stemCount: number;
}

/** The engine's registered processor name. */
export const engineName = 'my-pitch-engine';

/** Indexes of the engine's outputs after those of the stems. */
export function outputsOf(stemCount: number) {
  return {
    metronome: stemCount,
    countIn: stemCount + 1,
    melody: stemCount + 2,
    chords: stemCount + 3,
  } as const;
}
