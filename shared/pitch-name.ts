import { z } from 'zod';

export const steps = ['C', 'D', 'E', 'F', 'G', 'A', 'B'] as const;

/** A note name without an octave: F♯ is F with `alter` 1. */
export const pitchNameSchema = z.object({
  step: z.enum(steps),
  alter: z.int().min(-2).max(2),
});
export type PitchName = z.infer<typeof pitchNameSchema>;
