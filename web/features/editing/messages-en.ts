import type { Widen } from '../../lib/messages/widen.ts';

export const editingEn = {
  open: 'Edit notes',
  close: 'Done',
  hint: 'Tap a note to edit it.',
  undo: 'Undo',
  redo: 'Redo',
  corrected: 'Corrected',
  keptHere: 'Your corrections are stored on this device and used for playback and downloads.',
  notKept: 'This device has no space for your corrections. Download the score before you leave.',
  revert: 'Back to the original',
  song: 'Title, key and time',
  shortcuts: 'Keyboard',
  toolbar: 'Edit this note',
  actions: {
    up: 'A semitone up',
    down: 'A semitone down',
    octaveUp: 'An octave up',
    octaveDown: 'An octave down',
    earlier: 'Earlier',
    later: 'Later',
    shorter: 'Shorter',
    longer: 'Longer',
    split: 'Split in two',
    merge: 'Join with the next',
    delete: 'Delete the note',
  },
  previous: 'Previous note',
  next: 'Next note',
  hear: 'Play from here',
  deselect: 'Deselect',
  impossible: 'That is not possible here.',
  selected: (name: string, measure: number) => `${name}, measure ${measure}`,
  title: 'Title',
  key: 'Key',
  mode: { label: 'Mode', major: 'major', minor: 'minor' },
  time: 'Time',
  tempo: 'Tempo (♩=)',
  halve: 'Half as fast',
  double: 'Twice as fast',
  pickup: 'Pickup',
  noPickup: 'none',
  beats: beatText,
  keys: [
    ['← →', 'previous or next note'],
    ['↑ ↓', 'a semitone up or down, with Shift an octave'],
    [', .', 'earlier or later'],
    ['[ ]', 'shorter or longer'],
    ['S', 'split, at the playback position or in the middle'],
    ['M', 'join with the next note'],
    ['Delete', 'delete the note'],
    ['Ctrl Z', 'undo, with Shift redo'],
    ['Esc', 'deselect the note'],
  ],
} as const;

export type EditingMessages = Widen<typeof editingEn>;

/** A length in notes: `One quarter note`, `Two eighth notes`. */
function beatText(count: number, unit: number): string {
  const counts: Readonly<Record<number, string>> = { 1: 'One', 2: 'Two', 3: 'Three', 4: 'Four' };
  const units: Readonly<Record<number, string>> = {
    2: 'half',
    4: 'quarter',
    8: 'eighth',
    16: 'sixteenth',
  };
  return `${counts[count] ?? count} ${units[unit] ?? `1/${unit}`} note${count === 1 ? '' : 's'}`;
}
