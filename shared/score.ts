import { z } from 'zod';
import { vibratoSchema } from './analysis.ts';
import { scoreChordSchema } from './chords/score-chord.ts';
import { scoreSyllableSchema } from './lyrics/syllable.ts';
import { pitchNameSchema } from './pitch-name.ts';

/**
 * Ticks in a quarter note throughout a `Score`. 48 divides by 2, 3, 4, 6, 8, 12 and 16, so
 * thirty-seconds and sixteenth triplets have whole numbers of ticks.
 */
export const ticksPerQuarter = 48;

/** A written pitch. `octave` is scientific: C4 is middle C, MIDI 60. */
export const pitchSchema = pitchNameSchema.extend({ octave: z.int().min(-1).max(9) });
export type Pitch = z.infer<typeof pitchSchema>;

export const noteTypes = ['whole', 'half', 'quarter', 'eighth', '16th', '32nd'] as const;
export type NoteType = (typeof noteTypes)[number];

const written = {
  /** Relative to the start of the score. */
  startTick: z.int().nonnegative(),
  durationTicks: z.int().positive(),
  /** The note value that is drawn. */
  type: z.enum(noteTypes),
  dots: z.int().min(0).max(2),
  /** `actual` of these in the time of `normal`: 3 in the time of 2 for a triplet. */
  tuplet: z.object({ actual: z.int().positive(), normal: z.int().positive() }).optional(),
};

export const scoreNoteSchema = z.object({
  kind: z.literal('note'),
  ...written,
  pitch: pitchSchema,
  tiedToNext: z.boolean(),
  tiedFromPrevious: z.boolean(),
  /** Notes of a measure with the same number share a beam; absent for notes without a beam. */
  beam: z.int().nonnegative().optional(),
  /** Index into `Score.sungNotes`; tied notes share one. */
  sungNote: z.int().nonnegative(),
});
export type ScoreNote = z.infer<typeof scoreNoteSchema>;

export const scoreRestSchema = z.object({
  kind: z.literal('rest'),
  ...written,
  /** Whether the rest fills its measure: drawn as a centred whole rest in every time signature. */
  fillsMeasure: z.boolean(),
});

export const timeSignatureSchema = z.object({
  beats: z.int().positive(),
  beatType: z.union([z.literal(2), z.literal(4), z.literal(8), z.literal(16)]),
});
export type TimeSignature = z.infer<typeof timeSignatureSchema>;

export const keySignatureSchema = z.object({
  fifths: z.int().min(-7).max(7),
  mode: z.enum(['major', 'minor']),
});
export type KeySignature = z.infer<typeof keySignatureSchema>;

export const measureSchema = z.object({
  /** As printed: 0 for a pickup (anacrusis), else from 1. */
  number: z.int().nonnegative(),
  startTick: z.int().nonnegative(),
  /** The length of the time signature, except for a pickup. Equals the sum of the elements' durations. */
  lengthTicks: z.int().positive(),
  timeSignature: timeSignatureSchema,
  keySignature: keySignatureSchema,
  /** In time order, without gaps or overlaps. */
  elements: z.array(z.discriminatedUnion('kind', [scoreNoteSchema, scoreRestSchema])).min(1),
});
export type Measure = z.infer<typeof measureSchema>;
export type ScoreElement = Measure['elements'][number];

export const clefs = ['treble', 'treble-8vb', 'bass'] as const;
export const clefSchema = z.enum(clefs);
export type Clef = z.infer<typeof clefSchema>;

/** The performance of one note of the score. */
export const scoreSungNoteSchema = z.object({
  startSeconds: z.number().nonnegative(),
  endSeconds: z.number().positive(),
  /** Fractional MIDI at A4 = 440 Hz. */
  centreMidi: z.number(),
  deviationCents: z.number(),
  confidence: z.number().min(0).max(1),
  /** dB relative to full scale. */
  loudnessDb: z.number(),
  vibrato: vibratoSchema.optional(),
});
export type ScoreSungNote = z.infer<typeof scoreSungNoteSchema>;

/** How else the song may be written, nearly as probably. */
export const alternativesSchema = z.object({
  /** At half or at twice the tempo, with notes half or twice as long. */
  tempoFactor: z.union([z.literal(0.5), z.literal(2)]).optional(),
  timeSignature: timeSignatureSchema.optional(),
});
export type Alternatives = z.infer<typeof alternativesSchema>;

/**
 * The notated vocal line, independent of how it is rendered: MusicXML, MIDI and VexFlow all start from
 * this model.
 */
export const scoreSchema = z.object({
  version: z.literal(1),
  ticksPerQuarter: z.literal(ticksPerQuarter),
  title: z.string(),
  clef: clefSchema,
  measures: z.array(measureSchema).min(1),
  /** In time order; each is the `sungNote` of at least one element. */
  sungNotes: z.array(scoreSungNoteSchema),
  /** Quarter notes per minute from each tick on; the first at tick 0. */
  tempos: z
    .array(
      z.object({
        tick: z.int().nonnegative(),
        quarterBpm: z.number().positive(),
        /** Swing from here on: eighths are notated evenly and sung long–short. */
        swing: z.literal(true).optional(),
      }),
    )
    .min(1),
  /** Maps ticks to times of the recording: piecewise linear, both coordinates strictly increasing. */
  timeMap: z.array(z.object({ tick: z.int(), seconds: z.number() })).min(2),
  /** Chords of the accompaniment, in time order; absent without an accompaniment. */
  chords: z.array(scoreChordSchema).optional(),
  /** The words under the notes, in time order; absent without words. */
  lyrics: z.array(scoreSyllableSchema).optional(),
  /** Absent when the tempo and the time signature are certain, and after a correction. */
  alternatives: alternativesSchema.optional(),
});
export type Score = z.infer<typeof scoreSchema>;
