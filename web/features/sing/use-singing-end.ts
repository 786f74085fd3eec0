'use client';
import { useEffect, useRef } from 'react';
import { useAwakeScreen } from '../../lib/device/use-awake-screen.ts';
import type { PlayerControls } from '../player/use-player.ts';

/** Why the singing ended. `left`: with the page, so that it is shown on the next visit. */
export type StopReason = 'stopped' | 'unplugged' | 'hidden' | 'interrupted' | 'left';

/**
 * Ends the singing when the song stops or the page is hidden, and asks before the page is left. Keeps the screen on
 * meanwhile.
 */
export function useSingingEnd(
  isSinging: boolean,
  player: PlayerControls,
  finish: (reason: StopReason) => Promise<void>,
): void {
  useAwakeScreen(isSinging);
  const hasPlayed = useRef(false);
  const { isPlaying, sound } = player;
  useEffect(() => {
    if (!isSinging) hasPlayed.current = false;
    else if (isPlaying) hasPlayed.current = true;
    else if (hasPlayed.current) {
      // The system has stopped the sound: a call, or a device that sleeps.
      const wasInterrupted = sound?.graph.context.state !== 'running';
      void finish(wasInterrupted ? 'interrupted' : 'stopped');
    }
  }, [isSinging, isPlaying, sound, finish]);
  useEffect(() => {
    if (!isSinging) return;
    const ended = new AbortController();
    const { signal } = ended;
    const onHidden = () => {
      if (document.hidden) void finish('hidden');
    };
    document.addEventListener('visibilitychange', onHidden, { signal });
    window.addEventListener('beforeunload', (event) => event.preventDefault(), { signal });
    return () => ended.abort();
  }, [isSinging, finish]);
}
