'use client';
import { useEffect } from 'react';
import type { NoteAction } from './note-edits.ts';
import { actionForKey } from './note-edits.ts';
import type { Editing } from './use-editing.ts';

interface EditKeys {
  readonly editing: Editing;
  readonly onAction: (action: NoteAction) => void;
  /** Selects the next note (1) or the previous one (−1). */
  readonly onNeighbour: (direction: 1 | -1) => void;
}

/** Keyboard shortcuts of the open editor; they take precedence over the player's. */
export function useEditKeys({ editing, onAction, onNeighbour }: EditKeys): void {
  useEffect(() => {
    if (!editing.isOpen) return;
    const press = (event: KeyboardEvent) => {
      if (isTyping(event.target) || event.altKey) return;
      const isHandled =
        event.ctrlKey || event.metaKey
          ? handleHistoryKey(event, editing)
          : handleNoteKey(event, { editing, onAction, onNeighbour });
      if (!isHandled) return;
      event.preventDefault();
      event.stopImmediatePropagation();
    };
    window.addEventListener('keydown', press, { capture: true });
    return () => window.removeEventListener('keydown', press, { capture: true });
  }, [editing, onAction, onNeighbour]);
}

function handleHistoryKey(event: KeyboardEvent, editing: Editing): boolean {
  if (event.code === 'KeyZ') {
    if (event.shiftKey) editing.redo();
    else editing.undo();
  } else if (event.code === 'KeyY') editing.redo();
  else return false;
  return true;
}

function handleNoteKey(
  event: KeyboardEvent,
  { editing, onAction, onNeighbour }: EditKeys,
): boolean {
  if (event.key === 'ArrowLeft' || event.key === 'ArrowRight') {
    if (event.shiftKey) return false;
    onNeighbour(event.key === 'ArrowRight' ? 1 : -1);
    return true;
  }
  if (editing.selectedNote === undefined) return false;
  if (event.key === 'Escape') {
    editing.select(undefined);
    return true;
  }
  const action = actionForKey(event);
  if (action) onAction(action);
  return action !== undefined;
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof Element && target.closest('input, select, textarea, [role=dialog]') !== null
  );
}
