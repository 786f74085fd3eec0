import { z } from 'zod';
import { chordSymbolSchema } from './chord-symbol.ts';

/** When a chord begins in the recording. */
export const timedChordSchema = z.object({
  startSeconds: z.number().nonnegative(),
  /** Absent where no chord sounds: `N.C.`. */
  symbol: chordSymbolSchema.optional(),
  confidence: z.number().min(0).max(1),
  /** Whether it was not heard but suggested, by the melody alone. */
  isSuggested: z.literal(true).optional(),
});
export type TimedChord = z.infer<typeof timedChordSchema>;

/** A chord above the melody. It sounds until the next one. */
export const scoreChordSchema = timedChordSchema.extend({ startTick: z.int().nonnegative() });
export type ScoreChord = z.infer<typeof scoreChordSchema>;
