import { z } from 'zod';

/** The available F0 trackers. */
export const pitchMethodSchema = z.enum(['swift-f0', 'pyin']);
export type PitchMethod = z.infer<typeof pitchMethodSchema>;
export const defaultPitchMethod: PitchMethod = 'swift-f0';

/** A pitch track: one value per hop; frame `i` is centred at `i * hopSeconds`. */
export const f0TrackSchema = z.object({
  method: pitchMethodSchema,
  hopSeconds: z.number().positive(),
  /** Fundamental frequency in Hz, one per frame; `null` in unvoiced frames. */
  frequencyHz: z.array(z.number().positive().nullable()),
  /** Probability that the frame is voiced, 0 to 1, one per frame. */
  voicedProbability: z.array(z.number().min(0).max(1)),
});
export type F0Track = z.infer<typeof f0TrackSchema>;

/** Periodic pitch modulation of a held note. */
export const vibratoSchema = z.object({
  rateHz: z.number().positive(),
  /** From the centre to a peak. */
  extentCents: z.number().positive(),
});
export type Vibrato = z.infer<typeof vibratoSchema>;

/** One sung note: its onset and offset in seconds and its measured pitch. */
export const sungNoteSchema = z.object({
  startSeconds: z.number().nonnegative(),
  endSeconds: z.number().positive(),
  /** The note's nominal pitch, an integer MIDI number (69 is A4). */
  midi: z.int().min(0).max(127),
  /** The perceived pitch, without scoop and fall: fractional MIDI at A4 = 440 Hz. */
  centreMidi: z.number(),
  /** Sung minus nominal pitch in cents, relative to the singer's own tuning. */
  deviationCents: z.number(),
  /** Confidence of the transcription, 0 to 1. */
  confidence: z.number().min(0).max(1),
  /** Loudness of the voice over the note, dB relative to full scale. */
  loudnessDb: z.number(),
  /** Absent where the note has no vibrato or is too short to measure it. */
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

/** Everything measured in the voice before it is notated as a score. */
export const analysisSchema = z.object({
  version: z.literal(1),
  durationSeconds: z.number().positive(),
  f0: f0TrackSchema,
  notes: z.array(sungNoteSchema),
  /** The singer's tuning against the named pitches at A4 = 440 Hz, in cents: −50 to 50, or up to 15 beyond in the key that is easier to read. */
  tuningOffsetCents: z.number(),
  tempo: z.object({ quarterBpm: z.number().positive(), confidence: z.number().min(0).max(1) }),
  /** Times of the beats. */
  beatSeconds: z.array(z.number()),
  key: keyEstimateSchema,
});
export type Analysis = z.infer<typeof analysisSchema>;
