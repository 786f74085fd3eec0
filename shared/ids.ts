import { z } from 'zod';

/** A pattern instead of `z.uuid`, which accepts upper case: the JSON Schema of the API shows it. */
const randomUuidSchema = z
  .string()
  .regex(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/, {
    error: 'must be a random (v4) UUID in lower case',
  })
  .meta({ format: 'uuid' });

/** A job's id: a random (v4) UUID in lower case. It grants access to the result, so it must not be guessable. */
export const jobIdSchema = randomUuidSchema.brand<'JobId'>();
export type JobId = z.infer<typeof jobIdSchema>;

/**
 * Connects the log lines about one song, from the page's request to the worker's last line: a random
 * (v4) UUID in lower case. Unlike the job's id it grants nothing.
 */
export const correlationIdSchema = randomUuidSchema.brand<'CorrelationId'>();
export type CorrelationId = z.infer<typeof correlationIdSchema>;

/** The secret that proves who created a job: 32 random bytes, base64url. Only its hash is stored. */
export const ownerTokenSchema = z
  .string()
  .regex(/^[A-Za-z0-9_-]{43}$/)
  .brand<'OwnerToken'>();
export type OwnerToken = z.infer<typeof ownerTokenSchema>;
