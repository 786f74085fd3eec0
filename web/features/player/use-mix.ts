'use client';
import { useCallback, useEffect, useState } from 'react';
import type { SoundGraph } from './sound-graph.ts';
import { initialMix, type Mix, type TrackMix, type TrackName } from './tracks.ts';

export interface Mixer {
  readonly mix: Mix;
  setTrack(name: TrackName, change: Partial<TrackMix>): void;
}

/** Volumes, mutes and solos of a song's tracks. May be set before its sound is loaded. */
export function useMix(graph: SoundGraph | undefined): Mixer {
  const [mix, setMix] = useState(initialMix);
  useEffect(() => graph?.setMix(mix), [graph, mix]);
  const setTrack = useCallback(
    (name: TrackName, change: Partial<TrackMix>) =>
      setMix((before) => ({ ...before, [name]: { ...before[name], ...change } })),
    [],
  );
  return { mix, setTrack };
}
