import { z } from 'zod';
import { inTuneCents } from './in-tune.ts';

/** How severely a take is judged, from the most severe on. */
export const levels = ['strict', 'normal', 'beginner'] as const;
export type Level = (typeof levels)[number];

/** One value, 0 to 1 or 0 to 100, for each level. */
export const byLevelSchema = z.object({
  strict: z.number(),
  normal: z.number(),
  beginner: z.number(),
});
export type ByLevel = z.infer<typeof byLevelSchema>;

/** Full credit up to `full`, none from `none` on, and linear between them. */
interface Tolerance {
  readonly full: number;
  readonly none: number;
}

interface LevelTolerances {
  readonly pitchCents: Tolerance;
  readonly onsetMilliseconds: Tolerance;
}

export const tolerances: Readonly<Record<Level, LevelTolerances>> = {
  strict: {
    pitchCents: { full: inTuneCents, none: 50 },
    onsetMilliseconds: { full: 50, none: 150 },
  },
  normal: {
    pitchCents: { full: 35, none: 75 },
    onsetMilliseconds: { full: 80, none: 200 },
  },
  beginner: {
    pitchCents: { full: 50, none: 100 },
    onsetMilliseconds: { full: 100, none: 300 },
  },
};

/** An error from this size on is another note, and earns nothing for its timing either. */
export const anotherNoteCents = 100;

/** The share of each criterion in a note's points. */
export const criterionShares = { pitch: 0.6, onset: 0.25, length: 0.15 } as const;

/**
 * A length this close to the reference earns full credit: the offset tolerance of 20 % of the duration
 * in MIREX note tracking.
 */
const fullLengthOverlap = 0.8;

/** The credit of an error, 1 to 0. The sign of the error does not matter. */
export function creditOf(error: number, { full, none }: Tolerance): number {
  return Math.min(1, Math.max(0, (none - Math.abs(error)) / (none - full)));
}

/** The credit of a length overlap, 0 to 1. */
export function lengthCreditOf(overlap: number): number {
  return Math.min(1, overlap / fullLengthOverlap);
}

/** Computes a value for each level. */
export function forEachLevel(value: (level: Level) => number): ByLevel {
  return { strict: value('strict'), normal: value('normal'), beginner: value('beginner') };
}
