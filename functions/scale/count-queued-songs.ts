import { z } from 'zod';

/** Lambda's notice that `on-upload` has succeeded, with what it returned. */
const afterUploadSchema = z.object({
  responsePayload: z.object({ queued: z.number().int().nonnegative() }),
});

/** How many songs have just been queued, by the event that invoked the scaler; 0 for its schedule. */
export function countQueuedSongs(event: unknown): number {
  const afterUpload = afterUploadSchema.safeParse(event);
  return afterUpload.success ? afterUpload.data.responsePayload.queued : 0;
}
