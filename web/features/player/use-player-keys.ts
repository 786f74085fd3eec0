'use client';
import { useCallback, useEffect, useState } from 'react';
import { loopFrom, loopUntil } from './loop.ts';
import { neighbourMeasure } from './measure-starts.ts';
import { actionOfKey, loadKeysOn, saveKeysOn } from './player-keys.ts';
import type { PlayerAction } from './player-texts.ts';
import { changeSpeed } from './speed.ts';
import { neighbourOf, type TimelineEntry } from './timeline.ts';
import type { PlayerControls } from './use-player.ts';

export interface PlayerKeys {
  readonly areOn: boolean;
  setOn(areOn: boolean): void;
}

interface PlayerKeysOptions {
  readonly player: PlayerControls;
  readonly timeline: readonly TimelineEntry[];
  readonly measures: readonly number[];
}

/** Keyboard shortcuts to play, move, loop and change the speed, unless the focused control needs the key. */
export function usePlayerKeys({ player, timeline, measures }: PlayerKeysOptions): PlayerKeys {
  const [areOn, setAreOn] = useState(true);
  useEffect(() => setAreOn(loadKeysOn()), []);
  useEffect(() => {
    if (!areOn) return;
    const press = (event: KeyboardEvent) => {
      if (event.altKey || event.ctrlKey || event.metaKey || event.defaultPrevented) return;
      const action = actionOfKey(event);
      if (!action || belongsToControl(event)) return;
      act(action, { player, timeline, measures });
      event.preventDefault();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, [areOn, player, timeline, measures]);
  const setOn = useCallback((on: boolean) => {
    setAreOn(on);
    saveKeysOn(on);
  }, []);
  return { areOn, setOn };
}

function act(action: PlayerAction, { player, timeline, measures }: PlayerKeysOptions): void {
  const seconds = player.target();
  const { loop, speed, duration } = player;
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
    metronome: () => player.setTrack('metronome', { isMuted: !player.mix.metronome.isMuted }),
  };
  actions[action]();
}

const typing =
  'input:not([type=range]), select, textarea, [contenteditable], [role=dialog], dialog';

/**
 * Whether the focused control handles a key: text fields and dialogs all keys, sliders the arrows
 * (except the position slider, whose increments are too small to be useful), buttons and links Space.
 */
function belongsToControl({ target, code }: KeyboardEvent): boolean {
  if (!(target instanceof Element)) return false;
  if (target.closest(typing)) return true;
  const isFader = target.matches('input[type=range]:not([data-position])');
  if (isFader && code.startsWith('Arrow')) return true;
  return code === 'Space' && target.closest('button, a, summary, [role=button]') !== null;
}
