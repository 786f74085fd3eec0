import { z } from 'zod';

/** A job's id: a random (v4) UUID in lower case. It grants access to the result, so it must not be guessable. */
export const jobIdSchema = z
  .uuid({ version: 'v4' })
  .refine((id) => id === id.toLowerCase(), 'must be lower case')
  .brand<'JobId'>();
export type JobId = z.infer<typeof jobIdSchema>;

/**
 * Connects the log lines about one song, from the page's request to the worker's last line: a random
 * (v4) UUID in lower case. Unlike the job's id it grants nothing.
 */
export const correlationIdSchema = z
  .uuid({ version: 'v4' })
  .refine((id) => id === id.toLowerCase(), 'must be lower case')
  .brand<'CorrelationId'>();
export type CorrelationId = z.infer<typeof correlationIdSchema>;

/** The secret that proves who created a job: 32 random bytes, base64url. Only its hash is stored. */
export const ownerTokenSchema = z
  .string()
  .regex(/^[A-Za-z0-9_-]{43}$/)
  .brand<'OwnerToken'>();
export type OwnerToken = z.infer<typeof ownerTokenSchema>;
