/** A note as it is sung. */
export interface NoteEvent {
  readonly startSeconds: number;
  readonly endSeconds: number;
  readonly midi: number;
}
