'use client';
import { useEffect } from 'react';
import type { NoteAction } from './editing-texts.ts';
import { actionForKey } from './note-edits.ts';
import type { Editing } from './use-editing.ts';

interface EditKeys {
  readonly editing: Editing;
  readonly onAction: (action: NoteAction) => void;
  /** To the next note (1) or the one before (−1). */
  readonly onStep: (direction: 1 | -1) => void;
}

/** The keys with which a score is corrected, for as long as it is; they go before the player's. */
export function useEditKeys({ editing, onAction, onStep }: EditKeys): void {
  useEffect(() => {
    if (!editing.isOpen) return;
    const press = (event: KeyboardEvent) => {
      if (isTyping(event.target) || event.altKey) return;
      const isTaken =
        event.ctrlKey || event.metaKey
          ? turnHistory(event, editing)
          : actOnNote(event, { editing, onAction, onStep });
      if (!isTaken) return;
      event.preventDefault();
      event.stopImmediatePropagation();
    };
    window.addEventListener('keydown', press, { capture: true });
    return () => window.removeEventListener('keydown', press, { capture: true });
  }, [editing, onAction, onStep]);
}

function turnHistory(event: KeyboardEvent, editing: Editing): boolean {
  if (event.code === 'KeyZ') {
    if (event.shiftKey) editing.redo();
    else editing.undo();
  } else if (event.code === 'KeyY') editing.redo();
  else return false;
  return true;
}

function actOnNote(event: KeyboardEvent, { editing, onAction, onStep }: EditKeys): boolean {
  const step = { ArrowLeft: -1, ArrowRight: 1 } as const;
  if (event.key === 'ArrowLeft' || event.key === 'ArrowRight') {
    if (event.shiftKey) return false;
    onStep(step[event.key]);
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
