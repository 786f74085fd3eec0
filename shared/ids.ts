import { z } from 'zod';

/** A job's id: 128 random bits as a lower-case UUID. Whoever knows it may read the result, so it is never guessable or sequential. */
export const jobIdSchema = z
  .uuid({ version: 'v4' })
  .refine((id) => id === id.toLowerCase(), 'must be lower case')
  .brand<'JobId'>();
export type JobId = z.infer<typeof jobIdSchema>;

/** The secret that proves who created a job: 32 random bytes, base64url. Only its hash is stored. */
export const ownerTokenSchema = z
  .string()
  .regex(/^[A-Za-z0-9_-]{43}$/)
  .brand<'OwnerToken'>();
export type OwnerToken = z.infer<typeof ownerTokenSchema>;
