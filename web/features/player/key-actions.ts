import { changeKeyShift } from './key-shift.ts';
import { loopFrom, loopUntil } from './loop.ts';
import { neighbourMeasure } from './measure-starts.ts';
import type { PlayerAction } from './player-keys.ts';
import { changeSpeed } from './speed.ts';
import { neighbourOf, type TimelineEntry } from './timeline.ts';
import type { PlayerControls } from './use-player.ts';

/** What the keys act on. */
export interface KeyTarget {
  readonly player: PlayerControls;
  readonly timeline: readonly TimelineEntry[];
  /** The starts of the measures, in seconds. */
  readonly measures: readonly number[];
}

/** Performs a key's action. */
export function performAction(
  action: PlayerAction,
  { player, timeline, measures }: KeyTarget,
): void {
  const seconds = player.target();
  const { loop, speed, duration, heardKey } = player;
  const shiftKey = (by: number) =>
    heardKey.change({ keyShift: changeKeyShift(heardKey.keyShift, by) });
  const goTo = (to: number | undefined) => to !== undefined && player.seek(to);
  const actions: Readonly<Record<PlayerAction, () => void>> = {
    toggle: () => player.toggle(),
    previousNote: () => goTo(neighbourOf(timeline, seconds, -1)?.startSeconds),
    nextNote: () => goTo(neighbourOf(timeline, seconds, 1)?.startSeconds),
    previousMeasure: () => goTo(neighbourMeasure(measures, seconds, -1)),
    nextMeasure: () => goTo(neighbourMeasure(measures, seconds, 1)),
    loopStart: () => player.setLoop(loopFrom(loop, seconds, duration)),
    loopEnd: () => player.setLoop(loopUntil(loop, seconds)),
    clearLoop: () => player.setLoop(undefined),
    slower: () => player.setSpeed(changeSpeed(speed, -1)),
    faster: () => player.setSpeed(changeSpeed(speed, 1)),
    higher: () => shiftKey(1),
    lower: () => shiftKey(-1),
    metronome: () => player.setTrack('metronome', { isMuted: !player.mix.metronome.isMuted }),
  };
  actions[action]();
}

const typing =
  'input:not([type=range]), select, textarea, [contenteditable], [role=dialog], dialog:not([data-player-keys])';

/**
 * Whether the focused control handles a key: text fields and dialogs all keys, sliders the arrows
 * (except the position slider, whose increments are too small to be useful), buttons and links Space.
 * A dialogue that shows the music leaves the keys to the player.
 */
export function belongsToControl({
  target,
  code,
}: Pick<KeyboardEvent, 'target' | 'code'>): boolean {
  if (!(target instanceof Element)) return false;
  if (target.closest(typing)) return true;
  const isFader = target.matches('input[type=range]:not([data-position])');
  if (isFader && code.startsWith('Arrow')) return true;
  return code === 'Space' && target.closest('button, a, summary, [role=button]') !== null;
}
