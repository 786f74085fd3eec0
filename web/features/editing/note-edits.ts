import type { Edit } from './edit.ts';
import type { NoteAction } from './editing-texts.ts';

/** Where the song stands, on the page and in the recording. */
export interface Standing {
  readonly tick: number;
  readonly seconds: number;
}

const semitones: Readonly<Partial<Record<NoteAction, number>>> = {
  up: 1,
  down: -1,
  octaveUp: 12,
  octaveDown: -12,
};

/** What a button or a key does to a note. A note in which the song stands is split there. */
export function editForAction(
  action: NoteAction,
  note: { readonly id: number; readonly startTick: number; readonly endTick: number },
  standing: Standing,
): Edit {
  const { id } = note;
  const interval = semitones[action];
  if (interval !== undefined) return { kind: 'transpose', note: id, semitones: interval };
  switch (action) {
    case 'earlier':
    case 'later':
      return { kind: 'move', note: id, direction: action === 'later' ? 1 : -1 };
    case 'shorter':
    case 'longer':
      return { kind: 'resize', note: id, direction: action === 'longer' ? 1 : -1 };
    case 'split': {
      const margin = (note.endTick - note.startTick) / 8;
      const isInside =
        standing.tick > note.startTick + margin && standing.tick < note.endTick - margin;
      return { kind: 'split', note: id, ...(isInside ? { at: standing } : {}) };
    }
    case 'merge':
      return { kind: 'merge', note: id };
    default:
      return { kind: 'delete', note: id };
  }
}

const actionOfKey: Readonly<Record<string, NoteAction>> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ',': 'earlier',
  '.': 'later',
  '[': 'shorter',
  ']': 'longer',
  s: 'split',
  m: 'merge',
  Delete: 'delete',
  Backspace: 'delete',
};

/** What a key does to the selected note; letters by their key, whatever the keyboard's language writes there. */
export function actionForKey(event: Pick<KeyboardEvent, 'key' | 'code' | 'shiftKey'>) {
  if (event.shiftKey && event.key === 'ArrowUp') return 'octaveUp';
  if (event.shiftKey && event.key === 'ArrowDown') return 'octaveDown';
  const letter = /^Key([SM])$/.exec(event.code)?.[1]?.toLowerCase();
  return actionOfKey[letter ?? event.key];
}
