'use client';
import type { EditableDocument } from '@my-pitch/shared/editable-document';
import type { JobId } from '@my-pitch/shared/ids';
import type { Score } from '@my-pitch/shared/score';
import { useCallback, useMemo, useState } from 'react';
import { type Corrections, useCorrections } from '../corrections/use-corrections.ts';
import { useShownVersion } from '../corrections/use-shown-version.ts';
import { applyEdit, type Edit } from './edit.ts';
import { editableOf } from './editable-of.ts';
import { advance, type History, redo, undo } from './history.ts';

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
  const { history, edit: change, isKept, corrections } = useCorrections(jobId, origin);
  const [selectedId, setSelectedId] = useState<number>();
  const [isRefused, setRefused] = useState(false);
  const shown = useShownVersion(original, origin, history?.present);
  const { document, score } = shown;
  const select = useCallback(
    (sungNote: number | undefined) => {
      setRefused(false);
      setSelectedId(sungNote === undefined ? undefined : document?.notes[sungNote]?.id);
    },
    [document],
  );
  const apply = useCallback(
    (edit: Edit) => {
      if (!document) return;
      const next = applyEdit(document, edit);
      setRefused(next === document && edit.kind !== 'title');
      change((before) => advance(before, next));
      if (edit.kind === 'delete') setSelectedId(neighbourId(document, edit.note));
    },
    [document, change],
  );
  const travel = useCallback(
    (move: (before: History<EditableDocument>) => History<EditableDocument>) => {
      setRefused(false);
      change(move);
    },
    [change],
  );
  if (!history || !document || !origin || !score) return undefined;
  const selectedNote = document.notes.findIndex(({ id }) => id === selectedId);
  return {
    ...shown,
    score,
    document,
    corrections,
    isKept,
    selectedNote: selectedNote === -1 ? undefined : selectedNote,
    select,
    isRefused,
    apply,
    canUndo: history.past.length > 0,
    canRedo: history.future.length > 0,
    undo: () => travel(undo),
    redo: () => travel(redo),
    revert: () => travel((before) => advance(before, origin)),
  };
}

/** The note to select after a deletion: the next one, or the previous one. */
function neighbourId({ notes }: EditableDocument, id: number): number | undefined {
  const index = notes.findIndex((note) => note.id === id);
  return (notes[index + 1] ?? notes[index - 1])?.id;
}
