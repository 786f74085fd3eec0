import { z } from 'zod';
import statistics from './key-statistics.json' with { type: 'json' };

const degreesSchema = z.array(z.number()).length(12);

/**
 * Nats by which evidence speaks for a key: by the degree in semitones above its tonic on which the
 * evidence lies. Fitted together, so that keys come out as probable as they turn out to be
 * (`training/key/derive-key-statistics.py`).
 */
const modeSchema = z.object({
  prior: z.number(),
  /** For the logarithm of one and scaled time on the degree. */
  time: degreesSchema,
  first: degreesSchema,
  last: degreesSchema,
  /** For the logarithm of one and the number of phrases that end there. */
  phraseEnd: degreesSchema,
  /** For the logarithm of one and the number of steps from a degree to another. */
  step: z.array(degreesSchema).length(12),
  /** For the share of a degree in what an accompaniment plays for `usualBandSeconds`. */
  harmony: degreesSchema,
});
export type KeyWeights = z.infer<typeof modeSchema>;

/** By what a mean note's time on a degree is multiplied, and the weights of each mode. */
export const keyStatistics = z
  .object({ timeScale: z.number(), major: modeSchema, minor: modeSchema })
  .parse(statistics);

/** Of an accompaniment that is heard longer, the square root of its time counts. */
export const usualBandSeconds = 20;
