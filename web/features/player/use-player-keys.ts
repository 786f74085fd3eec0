'use client';
import { useCallback, useEffect, useState } from 'react';
import { belongsToControl, type KeyTarget, performAction } from './key-actions.ts';
import { actionOfKey, loadKeysOn, saveKeysOn } from './player-keys.ts';

export interface PlayerKeys {
  readonly areOn: boolean;
  setOn(areOn: boolean): void;
}

/** Keyboard shortcuts to play, move, loop and change the speed, unless the focused control needs the key. */
export function usePlayerKeys({ player, timeline, measures }: KeyTarget): PlayerKeys {
  const [areOn, setAreOn] = useState(true);
  useEffect(() => setAreOn(loadKeysOn()), []);
  useEffect(() => {
    if (!areOn) return;
    const press = (event: KeyboardEvent) => {
      if (event.altKey || event.ctrlKey || event.metaKey || event.defaultPrevented) return;
      const action = actionOfKey(event);
      if (!action || belongsToControl(event)) return;
      performAction(action, { player, timeline, measures });
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
