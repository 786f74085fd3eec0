import type { JobId } from '@my-pitch/shared/ids';
import { inTakes, unfinishedPrefix } from '../../takes/takes-database.ts';

export function unfinishedIdOf(songId: JobId): string {
  return unfinishedPrefix + songId;
}

/** Whether a take of a song was left before its end. Small, because the song's page needs it. */
export async function hasUnfinishedTake(songId: JobId): Promise<boolean> {
  const key = await inTakes('readonly', (store) => store.getKey(unfinishedIdOf(songId)));
  return key !== undefined;
}
