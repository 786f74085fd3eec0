'use client';
import type { EditableDocument } from '@my-pitch/shared/editable-document';
import { useCallback, useState } from 'react';
import type { Place } from './places.ts';

/** A place for a note, with the pitch that is offered for it. */
export interface ChosenPlace extends Place {
  readonly midi: number;
}

/** What the editor acts on: a note, or a place for one, never both. */
export interface Selection {
  /** An index into the score's sung notes. */
  readonly selectedNote: number | undefined;
  select(sungNote: number | undefined): void;
  selectId(id: number | undefined): void;
  readonly place: ChosenPlace | undefined;
  choosePlace(place: ChosenPlace | undefined): void;
  /** Forgets the place, but not a selected note. */
  leavePlace(): void;
}

/** A note stays selected by its id, whatever happens to other notes. */
export function useSelection(document: EditableDocument | undefined): Selection {
  const [selectedId, setSelectedId] = useState<number>();
  const [place, setPlace] = useState<ChosenPlace>();
  const selectId = useCallback((id: number | undefined) => {
    setPlace(undefined);
    setSelectedId(id);
  }, []);
  const select = useCallback(
    (sungNote: number | undefined) =>
      selectId(sungNote === undefined ? undefined : document?.notes[sungNote]?.id),
    [document, selectId],
  );
  const choosePlace = useCallback((chosen: ChosenPlace | undefined) => {
    setSelectedId(undefined);
    setPlace(chosen);
  }, []);
  const leavePlace = useCallback(() => setPlace(undefined), []);
  const index = document?.notes.findIndex(({ id }) => id === selectedId) ?? -1;
  const selectedNote = index === -1 ? undefined : index;
  return { selectedNote, select, selectId, place, choosePlace, leavePlace };
}
