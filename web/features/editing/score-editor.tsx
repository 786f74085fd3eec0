'use client';
import { secondsAtTick } from '@my-pitch/shared/time-map';
import { type RefObject, useCallback, useMemo } from 'react';
import { LazyChordTools } from '../chords/lazy-chord-tools.tsx';
import { LazyWordTools } from '../lyrics/lazy-words.tsx';
import { noteBars } from '../pitch/note-bars.ts';
import type { TimelineEntry } from '../player/timeline.ts';
import type { PlayerControls } from '../player/use-player.ts';
import type { ScoreHandle } from '../score/engraving/score-view.ts';
import { useNaming } from '../score/use-naming.ts';
import type { ReadScore } from '../score/use-reading.ts';
import { noteAnchor, placeAnchor } from './drawn-anchor.ts';
import './editing.css';
import { NoteToolbar } from './note-toolbar.tsx';
import { PlaceToolbar } from './place-toolbar.tsx';
import { StaffMarks } from './staff-marks.tsx';
import type { Adding } from './use-adding.ts';
import { useEditKeys } from './use-edit-keys.ts';
import type { Editing } from './use-editing.ts';
import { useNoteActions } from './use-note-actions.ts';
import { useSelectedMark } from './use-selected-mark.ts';
import { shiftBetween, useStaffTaps } from './use-staff-taps.ts';

interface ScoreEditorProps {
  readonly editing: Editing;
  readonly adding: Adding;
  readonly read: ReadScore;
  readonly player: Pick<PlayerControls, 'position' | 'seek' | 'toggle' | 'isPlaying'>;
  readonly timeline: readonly TimelineEntry[];
  readonly sheet: RefObject<ScoreHandle | null>;
  /** Whether the keyboard shortcuts are on. */
  readonly areKeysOn: boolean;
}

/** Edits note by note: the shortcuts, the marks on the sheet and the toolbars. */
export function ScoreEditor(props: ScoreEditorProps) {
  const { editing, adding, read, player, timeline, sheet, areKeysOn } = props;
  const { score, document, selectedNote, isOpen, isRefused, place } = editing;
  const bars = useMemo(() => noteBars(score), [score]);
  const selected = isOpen ? selectedNote : undefined;
  const elementIds = useMemo(
    () => timeline.filter((entry) => entry.sungNote === selected).map((entry) => entry.elementId),
    [timeline, selected],
  );
  useSelectedMark(sheet, elementIds);
  const { act, selectNeighbour } = useNoteActions(editing, bars, player);
  const { nameNote, add, moveBeat } = adding;
  const onAdd = useCallback(() => add(), [add]);
  useEditKeys({
    ...{ editing, onAdd, areOn: areKeysOn, onName: nameNote },
    ...{ onAction: act, onNeighbour: selectNeighbour, onBeat: moveBeat },
  });
  const shift = useMemo(() => shiftBetween(score, read.shown), [score, read.shown]);
  useStaffTaps({ editing, adding, sheet, shown: read.shown, shift });
  const naming = useNaming(read.reading.naming);
  const ofNote = useCallback(() => noteAnchor(sheet.current, elementIds[0]), [sheet, elementIds]);
  const ofPlace = useCallback(() => placeAnchor(sheet.current, place), [sheet, place]);
  const hear = (seconds: number) => {
    player.seek(seconds);
    if (!player.isPlaying) player.toggle();
  };
  const bar = selected === undefined ? undefined : bars[selected];
  const close = () => editing.select(undefined);
  const shared = { isRefused, onNeighbour: selectNeighbour, onClose: close };
  return (
    <>
      {isOpen && <StaffMarks {...{ editing, sheet, shift }} shown={read.shown} />}
      {bar && (
        <NoteToolbar
          {...shared}
          bar={bar}
          anchor={ofNote}
          onAction={act}
          onHear={() => hear(bar.sung.startSeconds)}
        >
          {score.chords && <LazyChordTools editing={editing} />}
          {score.lyrics && <LazyWordTools editing={editing} />}
        </NoteToolbar>
      )}
      {isOpen && place && (
        <PlaceToolbar
          {...shared}
          {...{ place, naming, keySignature: document.keySignature, anchor: ofPlace, onAdd }}
          onName={nameNote}
          onPitch={act}
          onHear={() => hear(Math.max(0, secondsAtTick(score.timeMap, place.startTick)))}
        >
          {score.chords && <LazyChordTools editing={editing} />}
        </PlaceToolbar>
      )}
    </>
  );
}
