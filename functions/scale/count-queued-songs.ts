import { z } from 'zod';

/** What `on-upload` sends to the scaler. */
const uploadNoticeSchema = z.object({ queuedSongs: z.number().int().nonnegative() });
export type UploadNotice = z.infer<typeof uploadNoticeSchema>;

/** How many songs have just been queued, by the event that invoked the scaler; 0 for its schedule. */
export function countQueuedSongs(event: unknown): number {
  const notice = uploadNoticeSchema.safeParse(event);
  return notice.success ? notice.data.queuedSongs : 0;
}
