/** Notes from index `first` to `last`, both included. */
export interface Phrase {
  readonly first: number;
  readonly last: number;
}

/** A singer breathes in a gap of this length. */
const minBreathSeconds = 0.4;
const minPhraseNotes = 3;

/** Divides a melody at its breaths. Every note is in one phrase, in order. */
export function findPhrases(
  notes: readonly { readonly startSeconds: number; readonly endSeconds: number }[],
): Phrase[] {
  const phrases: Phrase[] = [];
  let first = 0;
  notes.forEach(({ endSeconds }, last) => {
    const next = notes[last + 1];
    const isBreath = next && next.startSeconds - endSeconds >= minBreathSeconds;
    if (next && !(isBreath && last - first + 1 >= minPhraseNotes)) return;
    phrases.push({ first, last });
    first = last + 1;
  });
  return phrases;
}
