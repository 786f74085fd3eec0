import { objectStore } from '../../lib/device/object-store.ts';

/** Runs a request on the takes; without a place for them they are shown, and lost with the page. */
export const inTakes = objectStore('my-pitch.takes', 'takes');

/** Of the ids of records of a take that is being sung. Those of takes are UUIDs, which come before it. */
export const unfinishedPrefix = 'unfinished.';

/** The stored fields that this module reads; `stored-takes.ts` has them all. */
interface StoredIds {
  readonly id: string;
  readonly songId: string;
}

/** Deletes what was sung along with a song. Small, because the list of songs needs it too. */
export async function deleteTakesOf(songId: string): Promise<void> {
  const takes: readonly StoredIds[] = (await inTakes('readonly', (store) => store.getAll())) ?? [];
  for (const take of takes) {
    if (take.songId === songId) await inTakes('readwrite', (store) => store.delete(take.id));
  }
}
