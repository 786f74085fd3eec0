import { z } from 'zod';

/** How pitch can be followed. */
export const pitchMethodSchema = z.enum(['swift-f0', 'pyin']);
export type PitchMethod = z.infer<typeof pitchMethodSchema>;

/** A pitch track: one value per hop; frame `i` is centred at `i * hopSeconds`. */
export const f0TrackSchema = z.object({
  method: pitchMethodSchema,
  hopSeconds: z.number().positive(),
  /** Fundamental frequency in Hz, one per frame; `null` where no voice sings. */
  frequencyHz: z.array(z.number().positive().nullable()),
  /** Probability that the frame is voiced, 0 to 1, one per frame. */
  voicedProbability: z.array(z.number().min(0).max(1)),
});
export type F0Track = z.infer<typeof f0TrackSchema>;

/** How a held note swings around its centre. */
export const vibratoSchema = z.object({
  rateHz: z.number().positive(),
  /** From the centre to a peak. */
  extentCents: z.number().positive(),
});
export type Vibrato = z.infer<typeof vibratoSchema>;

/** One note as it was sung: in seconds, with its true pitch. */
export const sungNoteSchema = z.object({
  startSeconds: z.number().nonnegative(),
  endSeconds: z.number().positive(),
  /** The pitch that was meant, a whole MIDI number (69 is A4). */
  midi: z.int().min(0).max(127),
  /** The pitch that is heard of what was sung, without scoop and fall, fractional MIDI at A4 = 440 Hz. */
  centreMidi: z.number(),
  /** Sung minus meant pitch after the singer's own tuning is taken off, in cents. */
  deviationCents: z.number(),
  /** 0 to 1: how sure the transcription is of this note. */
  confidence: z.number().min(0).max(1),
  /** Loudness of the voice over the note, dB relative to full scale. */
  loudnessDb: z.number(),
  /** Absent where the note is held straight or is too short to tell. */
  vibrato: vibratoSchema.optional(),
});
export type SungNote = z.infer<typeof sungNoteSchema>;

export const keyEstimateSchema = z.object({
  /** Sharps (positive) or flats (negative) in the signature. */
  fifths: z.int().min(-7).max(7),
  mode: z.enum(['major', 'minor']),
  confidence: z.number().min(0).max(1),
});
export type KeyEstimate = z.infer<typeof keyEstimateSchema>;

/** Everything that was heard in the voice, before anybody wrote it down as a score. */
export const analysisSchema = z.object({
  version: z.literal(1),
  durationSeconds: z.number().positive(),
  f0: f0TrackSchema,
  notes: z.array(sungNoteSchema),
  /** How far the singer's A lies from 440 Hz, in cents, −50 to 50. */
  tuningOffsetCents: z.number(),
  tempo: z.object({ quarterBpm: z.number().positive(), confidence: z.number().min(0).max(1) }),
  /** Times of the beats. */
  beatSeconds: z.array(z.number()),
  key: keyEstimateSchema,
});
export type Analysis = z.infer<typeof analysisSchema>;
