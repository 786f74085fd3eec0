import { useCallback } from 'react';
import type { TimelineEntry } from '../player/timeline.ts';
import type { PlayerControls } from '../player/use-player.ts';

interface SeekingOptions {
  readonly player: PlayerControls;
  readonly timeline: readonly TimelineEntry[];
  /** Seconds at which the measures start. */
  readonly measures: readonly number[];
  /** Selects a note in the editor by its index among the sung notes. */
  readonly select: (sungNote: number) => void;
}

/** What taps on the score do: a note is played from and selected, and a measure's number plays from it. */
export function useSeeking({ player, timeline, measures, select }: SeekingOptions) {
  const { seek, isPlaying, toggle } = player;
  const seekToNote = useCallback(
    (id: string) => {
      const entry = timeline.find(({ elementId }) => elementId === id);
      if (!entry) return;
      seek(entry.startSeconds);
      select(entry.sungNote);
    },
    [timeline, seek, select],
  );
  const playFromMeasure = useCallback(
    (index: number) => {
      seek(measures[index] ?? 0);
      if (!isPlaying) toggle();
    },
    [seek, measures, isPlaying, toggle],
  );
  return { seekToNote, playFromMeasure };
}
