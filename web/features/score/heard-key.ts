import { z } from 'zod';
import { maxKeyShift } from '../player/key-shift.ts';

/** The fields have defaults, because older settings lack them. */
export const heardKeySchema = z.object({
  /** How many semitones higher than it was recorded the song is heard. */
  keyShift: z.int().min(-maxKeyShift).max(maxKeyShift).default(0),
  /** Whether the score and the pitch view are in the key that is heard. */
  isKeyFollowed: z.boolean().default(true),
});
export type HeardKey = z.infer<typeof heardKeySchema>;

export const asRecorded: HeardKey = { keyShift: 0, isKeyFollowed: true };

/** How many semitones higher the score and the pitch view are shown because of the key that is heard. */
export function followedShift({ keyShift, isKeyFollowed }: HeardKey): number {
  return isKeyFollowed ? keyShift : 0;
}
