import { z } from 'zod';

/**
 * How `get-job` links to results through CloudFront. The stack keeps it as JSON in a parameter: an
 * environment with the distribution's name would make each of the two wait for the other.
 */
export const resultLinksSchema = z.object({
  /** The origin through which CloudFront serves results. */
  origin: z.url(),
  /** CloudFront's id of the key that signs links. */
  keyId: z.string().min(1),
  /** The name of the encrypted parameter with that key. */
  keyParameter: z.string().min(1),
});
export type ResultLinks = z.infer<typeof resultLinksSchema>;
