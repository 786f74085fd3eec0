/** A document with what it was before and, after undoing, what it was to become. */
export interface History<Document> {
  readonly past: readonly Document[];
  readonly present: Document;
  readonly future: readonly Document[];
}

const maxSteps = 300;

export function startHistory<Document>(present: Document): History<Document> {
  return { past: [], present, future: [] };
}

/** A next step; none when nothing changed. */
export function advance<Document>(
  { past, present, future }: History<Document>,
  next: Document,
): History<Document> {
  if (next === present) return { past, present, future };
  return { past: [...past, present].slice(-maxSteps), present: next, future: [] };
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
