import type { TrackName } from './tracks.ts';

/** What a key of the player does. */
const playerActions = [
  'toggle',
  'previousNote',
  'nextNote',
  'previousMeasure',
  'nextMeasure',
  'loopStart',
  'loopEnd',
  'clearLoop',
  'slower',
  'faster',
  'metronome',
] as const;
export type PlayerAction = (typeof playerActions)[number];

export interface PlayerTexts {
  readonly label: string;
  readonly play: string;
  readonly pause: string;
  readonly loading: string;
  readonly position: string;
  readonly tracks: Readonly<Record<TrackName, string>>;
  readonly mute: (track: string) => string;
  readonly solo: (track: string) => string;
  readonly soloShort: string;
  readonly volume: (track: string) => string;
  readonly mixer: string;
  readonly melodyHint: string;
  readonly speed: string;
  readonly speedValue: (speed: number) => string;
  readonly loop: string;
  readonly loopHint: string;
  readonly loopStart: string;
  readonly loopEnd: string;
  readonly loopClear: string;
  readonly loopRange: (start: string, end: string) => string;
  readonly metronome: string;
  readonly countIn: string;
  readonly countInHint: string;
  readonly follow: string;
  readonly failed: string;
  readonly hint: string;
  readonly hintTouch: string;
  readonly loopEndWanted: string;
  readonly loopCancel: string;
  readonly tools: string;
  readonly keysShort: string;
  readonly keysOn: string;
  readonly actions: Readonly<Record<PlayerAction, string>>;
}
