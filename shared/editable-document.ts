import { z } from 'zod';
import { timedChordSchema } from './chords/score-chord.ts';
import { syllablesSchema } from './lyrics/syllable.ts';
import {
  clefSchema,
  keySignatureSchema,
  scoreSungNoteSchema,
  ticksPerQuarter,
  timeSignatureSchema,
} from './score.ts';

/** An hour at 400 quarters a minute. */
const maxTick = 60 * 400 * ticksPerQuarter;
const maxSeconds = 24 * 3600;
export const maxNotes = 10_000;

const tickSchema = z.int().nonnegative().max(maxTick);
const secondsSchema = z.number().min(-maxSeconds).max(maxSeconds);

/** As in a score, within bounds that no song reaches. */
const editableSungSchema = scoreSungNoteSchema.extend({
  startSeconds: z.number().nonnegative().max(maxSeconds),
  endSeconds: z.number().positive().max(maxSeconds),
  centreMidi: z.number().min(-128).max(256),
  deviationCents: z.number().min(-30_000).max(30_000),
  loudnessDb: z.number().min(-1000).max(1000),
  vibrato: z
    .object({
      rateHz: z.number().positive().max(1000),
      extentCents: z.number().positive().max(30_000),
    })
    .optional(),
});

/** A note as it is edited: where it is written, and how it was sung. */
export const editableNoteSchema = z.object({
  /** Constant through every edit. */
  id: z
    .int()
    .nonnegative()
    .max(2 ** 31),
  startTick: tickSchema,
  endTick: tickSchema.positive(),
  midi: z.int().min(0).max(127),
  sung: editableSungSchema,
  /** Whether the time map goes through its onset. */
  isAnchor: z.boolean(),
  /** Absent on a held note and in a song without words. */
  syllables: syllablesSchema.optional(),
});
export type EditableNote = z.infer<typeof editableNoteSchema>;

const timePointSchema = z.object({
  tick: z.int().min(-maxTick).max(maxTick),
  seconds: secondsSchema,
});
export type TimePoint = z.infer<typeof timePointSchema>;

/**
 * A score as it is edited: notes and barring, without the notation that follows from them. Every number
 * and list has a bound; `corrections.ts` adds what several fields must fulfil together.
 */
export const editableDocumentSchema = z.object({
  version: z.literal(1),
  title: z.string().max(1000),
  clef: clefSchema,
  timeSignature: timeSignatureSchema.extend({ beats: z.int().positive().max(64) }),
  keySignature: keySignatureSchema,
  /** Less than a measure; 0 without a pickup. */
  pickupTicks: tickSchema,
  tempos: z
    .array(
      z.object({
        tick: tickSchema,
        quarterBpm: z.number().min(1).max(2000),
        swing: z.literal(true).optional(),
      }),
    )
    .min(1)
    .max(maxNotes),
  /** Points of the time map other than onsets. */
  timePoints: z.array(timePointSchema).max(2 * maxNotes),
  /** Beats that were moved onto a time of the recording, in order; the time map goes through them. */
  syncPoints: z.array(timePointSchema).max(maxNotes).optional(),
  /** Chords of the accompaniment; they stay with the sound when notes and beats move. */
  chords: z.array(timedChordSchema).max(maxNotes).optional(),
  /** In time order, without overlaps. */
  notes: z.array(editableNoteSchema).max(maxNotes),
});
export type EditableDocument = z.infer<typeof editableDocumentSchema>;
