import {
  clefSchema,
  keySignatureSchema,
  scoreSungNoteSchema,
  timeSignatureSchema,
} from '@my-pitch/shared/score';
import { z } from 'zod';

/** A note that can be corrected: where it is written, and what was sung for it. */
export const editableNoteSchema = z.object({
  /** Stays with the note through every correction. */
  id: z.int().nonnegative(),
  startTick: z.int().nonnegative(),
  endTick: z.int().positive(),
  midi: z.int().min(0).max(127),
  sung: scoreSungNoteSchema,
  /** Whether the time map goes through its onset. */
  isAnchor: z.boolean(),
});
export type EditableNote = z.infer<typeof editableNoteSchema>;

const timePointSchema = z.object({ tick: z.int(), seconds: z.number() });
export type TimePoint = z.infer<typeof timePointSchema>;

/**
 * A score as somebody corrects it: the notes and how they are barred, without the symbols that
 * follow from them.
 */
export const editableDocumentSchema = z.object({
  version: z.literal(1),
  title: z.string(),
  clef: clefSchema,
  timeSignature: timeSignatureSchema,
  keySignature: keySignatureSchema,
  /** Less than a measure; 0 without a pickup. */
  pickupTicks: z.int().nonnegative(),
  tempos: z
    .array(z.object({ tick: z.int().nonnegative(), quarterBpm: z.number().positive() }))
    .min(1),
  /** Points of the time map that are no note's onset. */
  timePoints: z.array(timePointSchema),
  /** In time order, without overlaps. */
  notes: z.array(editableNoteSchema),
});
export type EditableDocument = z.infer<typeof editableDocumentSchema>;
