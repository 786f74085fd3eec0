'use client';
import type { Pitch } from '@my-pitch/shared/score';
import { useEffect } from 'react';
import { isPanelOpen } from '../../components/open-panel.ts';
import type { BeatUnit } from './nearest-beat.ts';
import type { NoteAction } from './note-edits.ts';
import { actionForKey, nameForKey } from './note-edits.ts';
import type { Editing } from './use-editing.ts';

interface EditKeys {
  readonly editing: Editing;
  /** Whether keys act at all; undoing and closing do always. */
  readonly areOn: boolean;
  readonly onAction: (action: NoteAction) => void;
  /** Names the selected note, or adds one with that name. */
  readonly onName: (name: Pitch['step']) => void;
  readonly onAdd: () => void;
  /** Moves a beat to the playback position. */
  readonly onBeat: (unit: BeatUnit) => void;
  /** Selects the next note (1) or the previous one (−1). */
  readonly onNeighbour: (direction: 1 | -1) => void;
}

/** Keyboard shortcuts of the open editor; they take precedence over the player's. */
export function useEditKeys(keys: EditKeys): void {
  const { editing, areOn, onAction, onName, onAdd, onBeat, onNeighbour } = keys;
  useEffect(() => {
    if (!editing.isOpen) return;
    const press = (event: KeyboardEvent) => {
      if (isTyping(event.target) || event.altKey) return;
      const handlers = { editing, areOn, onAction, onName, onAdd, onBeat, onNeighbour };
      const isHandled =
        event.ctrlKey || event.metaKey
          ? handleHistoryKey(event, editing)
          : handleNoteKey(event, handlers);
      if (!isHandled) return;
      event.preventDefault();
      event.stopImmediatePropagation();
    };
    window.addEventListener('keydown', press, { capture: true });
    return () => window.removeEventListener('keydown', press, { capture: true });
  }, [editing, areOn, onAction, onName, onAdd, onBeat, onNeighbour]);
}

function handleHistoryKey(event: KeyboardEvent, editing: Editing): boolean {
  if (event.code === 'KeyZ') {
    if (event.shiftKey) editing.redo();
    else editing.undo();
  } else if (event.code === 'KeyY') editing.redo();
  else return false;
  return true;
}

function handleNoteKey(event: KeyboardEvent, keys: EditKeys): boolean {
  const { editing, areOn, onAction, onName, onAdd, onBeat, onNeighbour } = keys;
  const hasSelection = editing.selectedNote !== undefined || editing.place !== undefined;
  if (event.key === 'Escape' && hasSelection && !isPanelOpen()) {
    editing.select(undefined);
    return true;
  }
  if (!areOn) return false;
  if (event.key === 'ArrowLeft' || event.key === 'ArrowRight') {
    if (event.shiftKey) return false;
    onNeighbour(event.key === 'ArrowRight' ? 1 : -1);
    return true;
  }
  const name = nameForKey(event);
  const action = hasSelection ? actionForKey(event) : undefined;
  if (name) onName(name);
  else if (event.code === 'KeyN') onAdd();
  else if (event.code === 'KeyT') onBeat(event.shiftKey ? 'barline' : 'beat');
  else if (action) onAction(action);
  else return false;
  return true;
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof Element &&
    target.closest('input, select, textarea, dialog, [role=dialog]') !== null
  );
}
