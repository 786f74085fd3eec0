import type { EditableDocument, EditableNote } from '@my-pitch/shared/editable-document';
import { isEqual } from './is-equal.ts';

/** Fields that no position depends on: they may change on one side while notes change on the other. */
const freeFields: readonly string[] = ['title', 'clef', 'keySignature', 'chords'];

interface Versions {
  /** What both sides started from. */
  readonly base: EditableDocument;
  readonly mine: EditableDocument;
  readonly theirs: EditableDocument;
}

/**
 * Combines two edited versions of a document. Each note and each field is taken from the side that
 * changed it. Fields that it does not know count as those that move notes in time, so it holds for later
 * versions of the document too.
 *
 * @param isValid whether a document can be written as a score.
 * @returns `undefined` if both sides changed the same thing differently, or if their changes do not fit
 *   together: then somebody has to choose.
 */
export function mergeDocuments(
  versions: Versions,
  isValid: (merged: EditableDocument) => boolean,
): EditableDocument | undefined {
  const { base, mine, theirs } = versions;
  if (isEqual(mine, theirs) || isEqual(theirs, base)) return mine;
  if (isEqual(mine, base)) return theirs;
  if (movesNotesOf(versions) || movesNotesOf({ base, mine: theirs, theirs: mine }))
    return undefined;
  const fields = mergeFields(versions);
  const notes = mergeNotes(versions);
  if (!fields || !notes) return undefined;
  // The schema has checked both versions, and each field is that of one of them.
  const merged: EditableDocument = { ...mine, ...fields, notes };
  return isValid(merged) ? merged : undefined;
}

/** Whether a change of mine to the whole song moves notes that they have changed. */
function movesNotesOf({ base, mine, theirs }: Versions): boolean {
  const { notes: _base, ...before } = base;
  const { notes: _mine, ...after } = mine;
  const isMoved = changedKeys(before, after).some((key) => !freeFields.includes(key));
  return isMoved && !isEqual(theirs.notes, base.notes);
}

/** The fields that they alone have changed; `undefined` in a conflict. */
function mergeFields({ base, mine, theirs }: Versions): Partial<EditableDocument> | undefined {
  const { notes: _base, ...before } = base;
  const { notes: _mine, ...ours } = mine;
  const { notes: _theirs, ...others } = theirs;
  const theirKeys = changedKeys(before, others);
  const both = changedKeys(before, ours).filter((key) => theirKeys.includes(key));
  const agrees = both.every((key) => isEqual(Reflect.get(ours, key), Reflect.get(others, key)));
  if (!agrees) return undefined;
  return Object.fromEntries(Object.entries(others).filter(([key]) => theirKeys.includes(key)));
}

/** The notes of both, in time order; `undefined` in a conflict. */
function mergeNotes({ base, mine, theirs }: Versions): EditableNote[] | undefined {
  const [before, ours, others] = [byId(base), byId(mine), byId(theirs)];
  const merged: EditableNote[] = [];
  const ids = new Set([...before.keys(), ...ours.keys(), ...others.keys()]);
  let nextId = 1 + Math.max(-1, ...ids);
  for (const id of ids) {
    const [was, our, other] = [before.get(id), ours.get(id), others.get(id)];
    if (isEqual(our, other) || isEqual(other, was)) {
      if (our) merged.push(our);
    } else if (isEqual(our, was)) {
      if (other) merged.push(other);
    } else if (!was && our && other) {
      // Both added a note, and both gave it the next id.
      merged.push(other, { ...our, id: nextId });
      nextId += 1;
    } else return undefined;
  }
  return merged.sort((a, b) => a.startTick - b.startTick);
}

function byId({ notes }: EditableDocument): ReadonlyMap<number, EditableNote> {
  return new Map(notes.map((note) => [note.id, note]));
}

function changedKeys(before: object, after: object): string[] {
  const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...keys].filter((key) => !isEqual(Reflect.get(before, key), Reflect.get(after, key)));
}
