import { z } from 'zod';
import statistics from './key-statistics.json' with { type: 'json' };

const degreesSchema = z.array(z.number()).length(12);

/**
 * Weights of the evidence for a key, in nats, indexed by scale degree in semitones above the tonic.
 * All are fitted together, so that the estimated probabilities of keys are calibrated
 * (`training/key/derive-key-statistics.py`).
 */
const modeSchema = z
  .object({
    prior: z.number(),
    /** Times ln(1 + `timeScale` × relative duration on the degree). */
    time: degreesSchema,
    /** Degree of the first and of the last note. */
    first: degreesSchema,
    last: degreesSchema,
    /** Times ln(1 + number of phrases that end on the degree). */
    phraseEnd: degreesSchema,
    /** [from, to], times ln(1 + number of transitions between the degrees). */
    step: z.array(degreesSchema).length(12),
    /** Times the degree's share of the accompaniment, for {@link referenceBandSeconds} of it. */
    harmony: degreesSchema,
  })
  .transform(({ step, ...weights }) => ({ ...weights, transition: step }));
export type KeyWeights = z.infer<typeof modeSchema>;

/** The weights of both modes, and the scale of durations: relative to the mean note of the song. */
export const keyStatistics = z
  .object({ timeScale: z.number(), major: modeSchema, minor: modeSchema })
  .parse(statistics);

/** The harmony weights hold for this duration. They grow with the square root of the duration. */
export const referenceBandSeconds = 20;
