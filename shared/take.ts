import { z } from 'zod';

/**
 * A take is a job with `takeOf`: a recording that the worker compares with an original, another job. Whoever
 * knows the original's id may read it, so whoever knows it may also compare with it.
 */

/**
 * Why a take has a score of its own, but no comparison. `original-gone`: the original was deleted or expired
 * after the take was sent. `original-failed`: it became no score. `original-unreadable`: its files are not
 * those of this version.
 */
export const notComparedReasons = [
  'original-gone',
  'original-failed',
  'original-unreadable',
] as const;
export const notComparedSchema = z.enum(notComparedReasons);
export type NotCompared = z.infer<typeof notComparedSchema>;
