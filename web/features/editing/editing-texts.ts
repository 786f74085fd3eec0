import type { NoteAction } from './note-edits.ts';

/** The texts with which a score is corrected. */
export interface EditingTexts {
  readonly open: string;
  readonly close: string;
  readonly hint: string;
  readonly undo: string;
  readonly redo: string;
  readonly corrected: string;
  readonly keptHere: string;
  readonly notKept: string;
  readonly revert: string;
  readonly song: string;
  readonly shortcuts: string;
  readonly toolbar: string;
  readonly actions: Readonly<Record<NoteAction, string>>;
  readonly previous: string;
  readonly next: string;
  readonly hear: string;
  readonly deselect: string;
  readonly impossible: string;
  readonly selected: (name: string, measure: number) => string;
  readonly title: string;
  readonly key: string;
  readonly mode: { readonly label: string; readonly major: string; readonly minor: string };
  readonly time: string;
  readonly tempo: string;
  readonly halve: string;
  readonly double: string;
  readonly pickup: string;
  readonly noPickup: string;
  readonly beats: (count: number, unit: number) => string;
  readonly keys: readonly (readonly [keys: string, meaning: string])[];
}
