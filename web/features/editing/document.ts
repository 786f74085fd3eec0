import {
  clefSchema,
  keySignatureSchema,
  scoreSungNoteSchema,
  timeSignatureSchema,
} from '@my-pitch/shared/score';
import { z } from 'zod';

/** A note as it is edited: where it is written, and how it was sung. */
export const editableNoteSchema = z.object({
  /** Constant through every edit. */
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

/** A score as it is edited: notes and barring, without the notation that `scoreOf` derives from them. */
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
  /** Points of the time map other than onsets. */
  timePoints: z.array(timePointSchema),
  /** Beats that were moved onto a time of the recording, in order; the time map goes through them. */
  syncPoints: z.array(timePointSchema).optional(),
  /** In time order, without overlaps. */
  notes: z.array(editableNoteSchema),
});
export type EditableDocument = z.infer<typeof editableDocumentSchema>;
