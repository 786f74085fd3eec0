'use client';
import { tickAtSeconds } from '@my-pitch/shared/time-map';
import { type RefObject, useCallback, useMemo } from 'react';
import { noteBars } from '../pitch/note-bars.ts';
import type { TimelineEntry } from '../player/timeline.ts';
import type { PlayerControls } from '../player/use-player.ts';
import type { ScoreHandle } from '../score/engraving/score-view.ts';
import type { NoteAction } from './note-edits.ts';
import { editForAction } from './note-edits.ts';
import './editing.css';
import { NoteToolbar } from './note-toolbar.tsx';
import { useEditKeys } from './use-edit-keys.ts';
import type { Editing } from './use-editing.ts';
import { useSelectedMark } from './use-selected-mark.ts';

interface ScoreEditorProps {
  readonly editing: Editing;
  readonly player: Pick<PlayerControls, 'position' | 'seek' | 'toggle' | 'isPlaying'>;
  readonly timeline: readonly TimelineEntry[];
  readonly sheet: RefObject<ScoreHandle | null>;
}

/** Edits note by note: the shortcuts, the mark on the sheet and the toolbar. */
export function ScoreEditor({ editing, player, timeline, sheet }: ScoreEditorProps) {
  const { score, document, selectedNote, isOpen, select, apply } = editing;
  const { position, seek } = player;
  const bars = useMemo(() => noteBars(score), [score]);
  const selected = isOpen ? selectedNote : undefined;
  const elementIds = useMemo(
    () => timeline.filter((entry) => entry.sungNote === selected).map((entry) => entry.elementId),
    [timeline, selected],
  );
  useSelectedMark(sheet, elementIds);
  const note = selected === undefined ? undefined : document.notes[selected];
  const act = useCallback(
    (action: NoteAction) => {
      if (!note) return;
      const seconds = position();
      apply(editForAction(action, note, { seconds, tick: tickAtSeconds(score.timeMap, seconds) }));
    },
    [note, position, apply, score],
  );
  const selectNeighbour = useCallback(
    (direction: 1 | -1) => {
      const next = bars[nextIndex(bars, selectedNote, direction, position())];
      if (!next) return;
      select(next.sungNote);
      seek(next.sung.startSeconds);
    },
    [bars, selectedNote, position, select, seek],
  );
  useEditKeys({ editing, onAction: act, onNeighbour: selectNeighbour });
  const anchor = useCallback(() => drawnNote(sheet.current, elementIds[0]), [sheet, elementIds]);
  const bar = selected === undefined ? undefined : bars[selected];
  if (!bar) return null;
  return (
    <NoteToolbar
      bar={bar}
      isRefused={editing.isRefused}
      anchor={anchor}
      onAction={act}
      onNeighbour={selectNeighbour}
      onHear={() => {
        seek(bar.sung.startSeconds);
        if (!player.isPlaying) player.toggle();
      }}
      onClose={() => select(undefined)}
    />
  );
}

/** The note after or before the selected one; without a selection, after or before the playback position. */
function nextIndex(
  bars: ReturnType<typeof noteBars>,
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

/** The drawn note: on the sheet, or in the pitch view. */
function drawnNote(sheet: ScoreHandle | null, elementId: string | undefined): Element | undefined {
  const onSheet = elementId === undefined ? undefined : sheet?.elementOf(elementId);
  return onSheet ?? document.querySelector('[data-note-cursor]') ?? undefined;
}
