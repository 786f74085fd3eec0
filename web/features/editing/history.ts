/** A document with its earlier versions, oldest first, and the versions that can be redone, nearest first. */
export interface History<Document> {
  readonly past: readonly Document[];
  readonly present: Document;
  readonly future: readonly Document[];
}

const maxUndo = 300;

export function startHistory<Document>(present: Document): History<Document> {
  return { past: [], present, future: [] };
}

/** Adds an edited version, which ends redo; the same document adds nothing. */
export function advance<Document>(
  { past, present, future }: History<Document>,
  next: Document,
): History<Document> {
  if (next === present) return { past, present, future };
  return { past: [...past, present].slice(-maxUndo), present: next, future: [] };
}

export function undo<Document>(history: History<Document>): History<Document> {
  const { past, present, future } = history;
  const before = past.at(-1);
  if (before === undefined) return history;
  return { past: past.slice(0, -1), present: before, future: [present, ...future] };
}

export function redo<Document>(history: History<Document>): History<Document> {
  const { past, present, future } = history;
  const [next, ...later] = future;
  if (next === undefined) return history;
  return { past: [...past, present], present: next, future: later };
}
