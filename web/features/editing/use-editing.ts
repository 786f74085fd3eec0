'use client';
import type { EditableDocument } from '@my-pitch/shared/editable-document';
import type { JobId } from '@my-pitch/shared/ids';
import { editableOf } from '@my-pitch/shared/notation/document-of-score';
import type { Score } from '@my-pitch/shared/score';
import { useCallback, useMemo, useState } from 'react';
import {
  type CorrectedHistory,
  type Corrections,
  useCorrections,
} from '../corrections/use-corrections.ts';
import { useShownVersion } from '../corrections/use-shown-version.ts';
import { addedNoteId } from './add-note.ts';
import { applyEdit, type Edit } from './edit.ts';
import { advance, type History, redo, undo } from './history.ts';
import { type ChosenPlace, useSelection } from './use-selection.ts';

/** A score with its editor. */
export interface Editing {
  /** With every edit: the score that is drawn, played and exported. */
  readonly score: Score;
  readonly document: EditableDocument;
  /** Whether there is a corrected score. */
  readonly isCorrected: boolean;
  /** Whether the original is shown although there is a corrected score. */
  readonly showsOriginal: boolean;
  setShowsOriginal(showsOriginal: boolean): void;
  readonly corrections: Corrections;
  /** False when the edits cannot be stored on this device. */
  readonly isKept: boolean;
  /** Whether the editor is open. */
  readonly isOpen: boolean;
  setOpen(isOpen: boolean): void;
  /** An index into the score's sung notes. */
  readonly selectedNote: number | undefined;
  select(sungNote: number | undefined): void;
  /** Where a note can be added; never together with a selected note. */
  readonly place: ChosenPlace | undefined;
  choosePlace(place: ChosenPlace | undefined): void;
  /** Whether taps on the staff and drags in the pitch view add notes. */
  readonly isAdding: boolean;
  setAdding(isAdding: boolean): void;
  /** Whether the last edit was impossible. */
  readonly isRefused: boolean;
  apply(edit: Edit): void;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  undo(): void;
  redo(): void;
  revert(): void;
}

/** Edits of a song's score, stored on the device and by the owner with the song; `undefined` until they are loaded. */
export function useEditing(jobId: JobId, original: Score | undefined): Editing | undefined {
  const origin = useMemo(() => original && editableOf(original), [original]);
  const { history, edit, isKept, corrections } = useCorrections(jobId, origin);
  const [isAdding, setAdding] = useState(false);
  const shown = useShownVersion(original, origin, history?.present);
  const { document, score, isOpen } = shown;
  const { isRefused, selection, apply, travel } = useEdits(document, edit);
  if (!history || !document || !origin || !score) return undefined;
  return {
    ...shown,
    ...selection,
    ...{ score, document, corrections, isKept, isRefused, apply },
    isAdding: isOpen && isAdding,
    setAdding,
    canUndo: history.past.length > 0,
    canRedo: history.future.length > 0,
    undo: () => travel(undo),
    redo: () => travel(redo),
    revert: () => travel((before) => advance(before, origin)),
  };
}

/** Applies edits and moves through the history; both change the selection. */
function useEdits(document: EditableDocument | undefined, change: CorrectedHistory['edit']) {
  const [isRefused, setRefused] = useState(false);
  const { selectId, leavePlace, ...selection } = useSelection(document);
  const { select, choosePlace } = selection;
  const apply = useCallback(
    (edit: Edit) => {
      if (!document) return;
      const next = applyEdit(document, edit);
      setRefused(next === document && edit.kind !== 'title');
      change((before) => advance(before, next));
      if (next === document) return;
      // A chord leaves the place free for a note, and may be changed again.
      if (edit.kind !== 'chords') leavePlace();
      if (edit.kind === 'delete') selectId(neighbourId(document, edit.note));
      if (edit.kind === 'add') selectId(addedNoteId(document));
    },
    [document, change, selectId, leavePlace],
  );
  const travel = useCallback(
    (move: (before: History<EditableDocument>) => History<EditableDocument>) => {
      setRefused(false);
      leavePlace();
      change(move);
    },
    [change, leavePlace],
  );
  const accepting = useMemo(
    () => ({
      select: (sungNote: number | undefined) => {
        setRefused(false);
        select(sungNote);
      },
      choosePlace: (place: ChosenPlace | undefined) => {
        setRefused(false);
        choosePlace(place);
      },
    }),
    [select, choosePlace],
  );
  return { isRefused, apply, travel, selection: { ...selection, ...accepting } };
}

/** The note to select after a deletion: the next one, or the previous one. */
function neighbourId({ notes }: EditableDocument, id: number): number | undefined {
  const index = notes.findIndex((note) => note.id === id);
  return (notes[index + 1] ?? notes[index - 1])?.id;
}
