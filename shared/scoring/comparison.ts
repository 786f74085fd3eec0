import { z } from 'zod';
import { byLevelSchema } from './levels.ts';
import { alignmentPointSchema } from './time-alignment.ts';

const span = { startSeconds: z.number(), endSeconds: z.number() };

/** One note of the original, and how the take sang it. */
export const comparedNoteSchema = z.object({
  /** Index into the original's `Score.sungNotes`. */
  sungNote: z.int().nonnegative(),
  /** `wrong`: another note was sung. `not-compared`: outside the part that was compared. */
  status: z.enum(['sung', 'wrong', 'missed', 'not-compared']),
  /** As sung, in the take's time; absent if nothing was sung there. */
  take: z
    .object({
      ...span,
      /** Positive is sharp; without key, tuning and octaves. */
      pitchErrorCents: z.number(),
      /** Positive is late. */
      onsetErrorMilliseconds: z.number(),
      /** 0 to 1. */
      lengthOverlap: z.number(),
    })
    .optional(),
  /** 0 to 1, without the likeness. */
  points: byLevelSchema,
});
export type ComparedNote = z.infer<typeof comparedNoteSchema>;

/** What can be said of a voice without an original. Absent where there are too few notes to tell. */
export const singingSchema = z.object({
  /** Median deviation from equal temperament at A4 = 440 Hz. */
  biasCents: z.number().optional(),
  /** Mean standard deviation of the notes on the same step of the scale. */
  precisionCents: z.number().optional(),
  /** Median standard deviation within a note, without its trend and its vibrato. */
  stabilityCents: z.number().optional(),
  /** Cents a minute; positive rises. */
  driftCentsPerMinute: z.number().optional(),
  /** Of the notes from half a second on. */
  vibrato: z
    .object({
      /** Share of them that have one. */
      share: z.number(),
      rateHz: z.number(),
      extentCents: z.number(),
    })
    .optional(),
});
export type Singing = z.infer<typeof singingSchema>;

/** The contents of `comparison.json`: a take against its original. */
export const comparisonSchema = z.object({
  version: z.literal(1),
  alignment: z.object({
    /** `accompaniment`: both have the same backing. `voice`: by the melody. `given`: known before. */
    method: z.enum(['accompaniment', 'voice', 'given']),
    points: z.array(alignmentPointSchema).min(2),
  }),
  /** The part of the original that was compared: all phrases from the first to the last that was sung. */
  part: z.object({
    ...span,
    /** Share of the original's written length. */
    share: z.number(),
  }),
  /** How much higher the take lies. Never punished. */
  transposition: z.object({
    /** −6 to 6. */
    semitones: z.int(),
    octaves: z.int(),
    tuningCents: z.number(),
  }),
  /** The take's tempo over the original's, over the compared part: 1.25 is a quarter faster. Never punished. */
  tempoRatio: z.number(),
  /** How surely it is the same song, 0 to 1. The points of phrases and of the whole contain it. */
  likeness: z.number(),
  /** 0 to 100. */
  overall: byLevelSchema,
  /** Mean credit of each criterion over the sung notes at the level `normal`, 0 to 1. */
  credits: z.object({ pitch: z.number(), onset: z.number(), length: z.number() }),
  counts: z.object({
    sung: z.int(),
    wrong: z.int(),
    missed: z.int(),
    extra: z.int(),
  }),
  /** In the order of the original's notes. */
  notes: z.array(comparedNoteSchema),
  phrases: z.array(
    z.object({
      /** The indexes of its first and last note. */
      first: z.int().nonnegative(),
      last: z.int().nonnegative(),
      /** In the original's time. */
      ...span,
      isCompared: z.boolean(),
      /** 0 to 100. */
      overall: byLevelSchema,
    }),
  ),
  /** The original's measures that have notes. */
  measures: z.array(
    z.object({
      /** Index into the original's `Score.measures`. */
      index: z.int().nonnegative(),
      /** As printed. */
      number: z.int().nonnegative(),
      /** In the original's time. */
      ...span,
      isCompared: z.boolean(),
      /** 0 to 100. */
      overall: byLevelSchema,
    }),
  ),
  /** Sung notes that belong to no note of the original, in the take's time. They cost no points. */
  extraNotes: z.array(z.object({ ...span, midi: z.number() })),
  singing: singingSchema,
});
export type Comparison = z.infer<typeof comparisonSchema>;
