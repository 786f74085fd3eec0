/** What rhythm needs of a sung note. */
export interface NoteEvent {
  readonly startSeconds: number;
  readonly endSeconds: number;
  readonly midi: number;
}
