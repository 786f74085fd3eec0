import { correctionsSchema } from '@my-pitch/shared/corrections';
import type { EditableDocument } from '@my-pitch/shared/editable-document';
import { advance, type History, startHistory } from '../editing/history.ts';
import { isEqual } from './is-equal.ts';
import { mergeDocuments } from './merge-documents.ts';

/** The score on the server: corrections, or the original without a tag. */
export interface ServerVersion {
  readonly etag: string | undefined;
  readonly document: EditableDocument;
}

/** The corrections of a song on this device, and what is known of the server's. */
export interface CorrectionsState {
  readonly origin: EditableDocument;
  /** Whether this device may save to the server. */
  readonly isOwner: boolean;
  readonly history: History<EditableDocument>;
  /** The server's version that the edits on this device started from. */
  readonly base: ServerVersion;
  /** A newer version on the server that somebody has to choose or refuse. */
  readonly other?: ServerVersion;
}

/** A song as this device opens it first. */
export function openCorrections(origin: EditableDocument, isOwner: boolean): CorrectionsState {
  const base = { etag: undefined, document: origin };
  return { origin, isOwner, history: startHistory(origin), base };
}

/** Whether the device has edits that the server does not have. */
export function isUnsaved({ history, base }: CorrectionsState): boolean {
  return !isEqual(history.present, base.document);
}

/** The document that has to be sent to the server. */
export function documentToSend(state: CorrectionsState): EditableDocument | undefined {
  const mayBeSent = state.isOwner && state.other === undefined && isUnsaved(state);
  return mayBeSent ? state.history.present : undefined;
}

/**
 * The state after the server has told its version. Without edits on this device that version is shown.
 * The owner's edits are merged with it where that is possible. The edits of everybody else stay as they
 * are: they are a copy.
 */
export function receive(state: CorrectionsState, received: ServerVersion): CorrectionsState {
  const { history, base, isOwner, origin } = state;
  if (received.etag === base.etag) return withoutOther(state);
  const theirs = withNotesOf(received.document, [history.present, base.document, origin]);
  const newer = { etag: received.etag, document: theirs };
  if (!isUnsaved(state)) {
    return { ...withoutOther(state), base: newer, history: replaced(history, theirs) };
  }
  if (!isOwner) return { ...state, other: newer };
  const mine = history.present;
  const merged = mergeDocuments({ base: base.document, mine, theirs }, isScore);
  if (!merged) return { ...state, other: newer };
  return { ...withoutOther(state), base: newer, history: advance(history, merged) };
}

/** The state after the server has saved a document. */
export function saved(state: CorrectionsState, base: ServerVersion): CorrectionsState {
  return { ...state, base };
}

/** Keeps the version of this device. The other one is one undo away. */
export function keepMine(state: CorrectionsState): CorrectionsState {
  const { other, history } = state;
  if (!other) return state;
  const past = [...history.past, other.document];
  return { ...withoutOther(state), base: other, history: { ...history, past } };
}

/** Takes the server's version. That of this device is one undo away. */
export function takeOther(state: CorrectionsState): CorrectionsState {
  const base = state.other ?? state.base;
  return { ...withoutOther(state), base, history: advance(state.history, base.document) };
}

function withoutOther({ other: _other, ...state }: CorrectionsState): CorrectionsState {
  return state;
}

/** Where nothing was edited there is nothing to undo. */
function replaced(
  history: History<EditableDocument>,
  document: EditableDocument,
): History<EditableDocument> {
  const isUntouched = history.past.length + history.future.length === 0;
  return isUntouched ? startHistory(document) : advance(history, document);
}

/**
 * The same document with the objects of equal notes, or one of `known` if it is equal: what follows from
 * a document is computed once for each object, and the history stores only notes that are others.
 */
function withNotesOf(
  document: EditableDocument,
  known: readonly EditableDocument[],
): EditableDocument {
  const same = known.find((each) => isEqual(each, document));
  if (same) return same;
  const notes = new Map(known.flatMap((each) => each.notes).map((note) => [note.id, note]));
  return {
    ...document,
    notes: document.notes.map((note) => {
      const before = notes.get(note.id);
      return before && isEqual(before, note) ? before : note;
    }),
  };
}

function isScore(document: EditableDocument): boolean {
  return correctionsSchema.safeParse(document).success;
}
