import type { Clicks } from './click-track.ts';
import type { Melody } from './score-voice.ts';
import type { Transport } from './transport.ts';

/** What the page tells the sound engine. */
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
  | { readonly type: 'weights'; readonly weights: readonly number[] };

/** What the sound engine tells the page, a few times a second while it plays. */
export interface EngineReport {
  readonly position: number;
}

/** What the engine is made for. */
export interface EngineOptions {
  readonly stemCount: number;
}

/** The name under which the engine is registered in the audio thread. */
export const engineName = 'my-pitch-engine';

/** Where the engine's script is served; the build puts it there. */
export const engineUrl = '/player-engine.js';

/** The engine's outputs beside the stems', which come first. */
export function outputsOf(stemCount: number) {
  return { metronome: stemCount, countIn: stemCount + 1, melody: stemCount + 2 } as const;
}
