/** A note as it is sung. */
export interface TunedNote {
  readonly startSeconds: number;
  readonly endSeconds: number;
  readonly midi: number;
}
