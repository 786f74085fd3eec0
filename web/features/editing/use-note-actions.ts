'use client';
import { secondsAtTick, tickAtSeconds } from '@my-pitch/shared/time-map';
import { useCallback } from 'react';
import type { NoteBar } from '../pitch/note-bars.ts';
import type { PlayerControls } from '../player/use-player.ts';
import { editForAction, type NoteAction, semitonesOf } from './note-edits.ts';
import type { Editing } from './use-editing.ts';

interface NoteActions {
  /** Acts on the selected note, or changes the pitch that is offered for the chosen place. */
  act(action: NoteAction): void;
  /** Selects the next note (1) or the previous one (−1), and goes there. */
  selectNeighbour(direction: 1 | -1): void;
}

/** What toolbar and keys do with the selected note. */
export function useNoteActions(
  editing: Editing,
  bars: readonly NoteBar[],
  { position, seek }: Pick<PlayerControls, 'position' | 'seek'>,
): NoteActions {
  const { score, document, selectedNote, place, select, choosePlace, apply } = editing;
  const act = useCallback(
    (action: NoteAction) => {
      const note = selectedNote === undefined ? undefined : document.notes[selectedNote];
      const interval = semitonesOf(action);
      if (place && interval !== undefined) {
        choosePlace({ ...place, midi: Math.min(127, Math.max(0, place.midi + interval)) });
      } else if (note) {
        const seconds = position();
        const tick = tickAtSeconds(score.timeMap, seconds);
        apply(editForAction(action, note, { seconds, tick }));
      }
    },
    [selectedNote, document, place, choosePlace, position, apply, score],
  );
  const selectNeighbour = useCallback(
    (direction: 1 | -1) => {
      const from = place ? secondsAtTick(score.timeMap, place.startTick) : position();
      const next = bars[neighbourIndex(bars, selectedNote, direction, from)];
      if (!next) return;
      select(next.sungNote);
      seek(next.sung.startSeconds);
    },
    [bars, score, selectedNote, place, position, select, seek],
  );
  return { act, selectNeighbour };
}

/** The note after or before the selected one; without a selection, after or before a time. */
function neighbourIndex(
  bars: readonly NoteBar[],
  selected: number | undefined,
  direction: 1 | -1,
  seconds: number,
): number {
  if (selected !== undefined) {
    return Math.min(bars.length - 1, Math.max(0, selected + direction));
  }
  const started = bars.filter(({ sung }) => sung.startSeconds <= seconds + 1e-3).length;
  return Math.min(bars.length - 1, Math.max(0, direction === 1 ? started : started - 1));
}
