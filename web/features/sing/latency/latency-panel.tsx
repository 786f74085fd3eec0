'use client';
import { useState } from 'react';
import { Chevron } from '../../../components/chevron.tsx';
import type { PlayerControls } from '../../player/use-player.ts';
import { useSingTexts } from '../use-sing-texts.ts';
import { playClicks } from './play-clicks.ts';
import { keepLatency } from './stored-latency.ts';

type State = { readonly status: 'idle' | 'measuring' | 'unmeasured' } | Measured;
interface Measured {
  readonly status: 'measured';
  readonly seconds: number;
}

/** Measures how late this device hears what it plays, and keeps it. */
export function LatencyPanel({ player }: { player: PlayerControls }) {
  const texts = useSingTexts();
  const [state, setState] = useState<State>({ status: 'idle' });
  const measure = async () => {
    const { sound } = player;
    if (!sound) return;
    if (player.isPlaying) player.toggle();
    setState({ status: 'measuring' });
    const seconds = await playClicks(sound.graph).catch(() => undefined);
    if (seconds === undefined) return setState({ status: 'unmeasured' });
    keepLatency({ seconds, source: 'measured' });
    setState({ status: 'measured', seconds });
  };
  return (
    <details className="group">
      <summary className="flex min-h-11 cursor-pointer items-center gap-2 font-medium">
        <Chevron />
        {texts.delay}
      </summary>
      <div className="flex max-w-prose flex-col items-start gap-3 pb-1">
        <p className="text-quiet">{texts.delayHint}</p>
        <button
          type="button"
          className="button button-quiet"
          disabled={state.status === 'measuring'}
          onClick={measure}
        >
          {texts.measure}
        </button>
        <p role="status" className="font-medium empty:hidden">
          {state.status === 'measured'
            ? texts.measured(Math.round(1000 * state.seconds))
            : state.status === 'idle'
              ? ''
              : texts[state.status]}
        </p>
      </div>
    </details>
  );
}
