import { steps } from '@my-pitch/shared/pitch-name';
import type { Pitch } from '@my-pitch/shared/score';
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

/** The interval of an action that changes the pitch. */
export function semitonesOf(action: NoteAction): number | undefined {
  return semitones[action];
}

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

/** A key of the editor. Codes name the physical key, which is the same in every layout. */
interface EditKey {
  readonly codes: readonly string[];
  readonly withShift?: true;
  readonly action: NoteAction;
}

const editKeys: readonly EditKey[] = [
  { codes: ['ArrowUp'], action: 'up' },
  { codes: ['ArrowDown'], action: 'down' },
  { codes: ['ArrowUp'], withShift: true, action: 'octaveUp' },
  { codes: ['ArrowDown'], withShift: true, action: 'octaveDown' },
  { codes: ['Comma'], action: 'earlier' },
  { codes: ['Period'], action: 'later' },
  { codes: ['Comma'], withShift: true, action: 'shorter' },
  { codes: ['Period'], withShift: true, action: 'longer' },
  { codes: ['KeyS'], action: 'split' },
  { codes: ['KeyJ'], action: 'merge' },
  { codes: ['Delete', 'Backspace'], action: 'delete' },
];

type PressedKey = Pick<KeyboardEvent, 'code' | 'shiftKey'>;

/** The action of a key on the selected note. */
export function actionForKey({ code, shiftKey }: PressedKey): NoteAction | undefined {
  return editKeys.find((key) => key.codes.includes(code) && shiftKey === (key.withShift ?? false))
    ?.action;
}

/** The note name of a letter key. */
export function nameForKey({ code, shiftKey }: PressedKey): Pitch['step'] | undefined {
  const letter = /^Key([A-G])$/.exec(code)?.[1];
  return shiftKey ? undefined : steps.find((step) => step === letter);
}

/** The keys of the editor, as the list of keys shows them. */
export const listedEditKeys = [
  { keys: '↑ ↓', meaning: 'semitone' },
  { keys: 'Shift ↑ ↓', meaning: 'octave' },
  { keys: 'A – G', meaning: 'name' },
  { keys: 'N', meaning: 'add' },
  { keys: 'T', meaning: 'beat' },
  { keys: ', .', meaning: 'move' },
  { keys: '< >', meaning: 'resize' },
  { keys: 'S', meaning: 'split' },
  { keys: 'J', meaning: 'join' },
  { keys: 'Delete', meaning: 'delete' },
  { keys: 'Ctrl Z', meaning: 'undo' },
  { keys: 'Esc', meaning: 'deselect' },
] as const;
