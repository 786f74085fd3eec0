import type { Edit } from './edit.ts';

/** The buttons of one note's toolbar. */
export const noteActions = [
  'up',
  'down',
  'octaveUp',
  'octaveDown',
  'earlier',
  'later',
  'shorter',
  'longer',
  'split',
  'merge',
  'delete',
] as const;
export type NoteAction = (typeof noteActions)[number];

/** The playback position, in the score and in the recording. */
export interface PlaybackPosition {
  readonly tick: number;
  readonly seconds: number;
}

const semitones: Readonly<Partial<Record<NoteAction, number>>> = {
  up: 1,
  down: -1,
  octaveUp: 12,
  octaveDown: -12,
};

/** The edit that a button or a key makes. A split is at the playback position if that is well inside the note. */
export function editForAction(
  action: NoteAction,
  note: { readonly id: number; readonly startTick: number; readonly endTick: number },
  position: PlaybackPosition,
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
        position.tick > note.startTick + margin && position.tick < note.endTick - margin;
      return { kind: 'split', note: id, ...(isInside ? { at: position } : {}) };
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

/** The action of a key. Letters are matched by key code, so they work in every keyboard layout. */
export function actionForKey(event: Pick<KeyboardEvent, 'key' | 'code' | 'shiftKey'>) {
  if (event.shiftKey && event.key === 'ArrowUp') return 'octaveUp';
  if (event.shiftKey && event.key === 'ArrowDown') return 'octaveDown';
  const letter = /^Key([SM])$/.exec(event.code)?.[1]?.toLowerCase();
  return actionOfKey[letter ?? event.key];
}
