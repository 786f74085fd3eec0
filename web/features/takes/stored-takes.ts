import { jobIdSchema } from '@my-pitch/shared/ids';
import { comparisonSchema } from '@my-pitch/shared/scoring/comparison';
import { z } from 'zod';
import { idsToDelete, soundsToDrop } from './storage-limits.ts';
import { inTakes, unfinishedPrefix } from './takes-database.ts';

/** A take of a song, sung along or sent as a file. What is stored stays on the device. */
export const storedTakeSchema = z.object({
  id: z.uuid(),
  /** The job of the song, or that of the sample. */
  songId: jobIdSchema,
  recordedAt: z.iso.datetime(),
  /** Of a take that was sent: its job. */
  jobId: jobIdSchema.optional(),
  /** The speed at which the song was played: 1 is the original's. */
  speed: z.number().positive(),
  /** By how much the playback was shifted, in semitones. */
  keyShiftSemitones: z.int(),
  /** The length of the take in seconds, at its own speed. */
  seconds: z.number().nonnegative(),
  /** The take against the song; `alignment` maps the song's seconds to those of `sound`. */
  comparison: comparisonSchema,
  /** WAV, mono. Absent where it was deleted to make room for newer ones. */
  sound: z.instanceof(Blob).optional(),
});
export type StoredTake = z.infer<typeof storedTakeSchema>;

const listeners = new Set<() => void>();

/** The takes of a song on this device, newest first; none without IndexedDB. */
export async function takesOf(songId: string): Promise<readonly StoredTake[]> {
  return (await allTakes()).filter((take) => take.songId === songId);
}

/**
 * Keeps a take. Deletes the sounds of the oldest takes, and then whole takes, that exceed the limits.
 * @returns false without IndexedDB or free space.
 */
export async function keepTake(take: StoredTake): Promise<boolean> {
  const key = await inTakes('readwrite', (store) => store.put(take));
  if (key === undefined) return false;
  const takes = await allTakes();
  for (const id of idsToDelete(takes)) await inTakes('readwrite', (store) => store.delete(id));
  for (const { sound: _, ...silent } of soundsToDrop(takes)) {
    await inTakes('readwrite', (store) => store.put(silent));
  }
  notify();
  return true;
}

export async function deleteTake(id: string): Promise<void> {
  await inTakes('readwrite', (store) => store.delete(id));
  notify();
}

/** Calls the listener when this page keeps or deletes a take. */
export function subscribeTakes(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

function notify(): void {
  for (const listener of listeners) listener();
}

/** Newest first. Takes of other versions of the page, which do not parse, are left out. */
async function allTakes(): Promise<readonly StoredTake[]> {
  const finished = () => IDBKeyRange.upperBound(unfinishedPrefix, true);
  const records = (await inTakes('readonly', (store) => store.getAll(finished()))) ?? [];
  return records
    .flatMap((record: unknown) => {
      const { success, data } = storedTakeSchema.safeParse(record);
      return success ? [data] : [];
    })
    .sort((a, b) => b.recordedAt.localeCompare(a.recordedAt));
}
