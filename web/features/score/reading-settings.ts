import { clefs } from '@my-pitch/shared/score';
import { z } from 'zod';
import { deleteItems } from '../../lib/device/delete-items.ts';
import { type HeardKey, heardKeySchema } from './heard-key.ts';
import { habitsSchema } from './reading-habits.ts';
import { type Instrument, instruments, type Transposition } from './transposing/transposition.ts';

const prefix = 'my-pitch.reading.';
/** Results expire after a week. */
const maxAgeMs = 14 * 24 * 3600 * 1000;
export const maxSemitones = 24;

const settingsSchema = z.object({
  ...habitsSchema.shape,
  semitones: z.int().min(-maxSemitones).max(maxSemitones),
  instrument: z.enum(Object.keys(instruments) as [Instrument, ...Instrument[]]),
  clef: z.enum(['auto', ...clefs]),
  ...heardKeySchema.shape,
} satisfies z.ZodRawShape & Record<keyof (Transposition & HeardKey), z.ZodType>);
const storedSchema = z.object({ ...settingsSchema.shape, savedAt: z.number() });

/** How one song's score is displayed, and the key in which the song is heard. */
export type ReadingSettings = z.infer<typeof settingsSchema>;
type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>;

/** The settings of a song on this device; `undefined` if it has none. */
export function loadSettings(
  jobId: string,
  storage: Pick<Storage, 'getItem'> = localStorage,
): ReadingSettings | undefined {
  const stored = parseStored(readItem(storage, prefix + jobId));
  return stored && settingsSchema.parse(stored);
}

export function saveSettings(
  jobId: string,
  settings: ReadingSettings,
  nowMs: number,
  storage: Pick<Storage, 'setItem'> = localStorage,
): void {
  try {
    storage.setItem(prefix + jobId, JSON.stringify({ ...settings, savedAt: nowMs }));
  } catch {
    // Without storage the settings last until the page is closed.
  }
}

export function deleteSettings(
  jobId: string,
  storage: Pick<Storage, 'removeItem'> = localStorage,
): void {
  storage.removeItem(prefix + jobId);
}

/** Deletes settings of songs that have expired, and invalid ones. */
export function deleteOldSettings(nowMs: number, storage: Store = localStorage): void {
  deleteItems(storage, prefix, (text) => nowMs - (parseStored(text)?.savedAt ?? 0) > maxAgeMs);
}

function readItem(storage: Pick<Storage, 'getItem'>, key: string): string | null {
  try {
    return storage.getItem(key);
  } catch {
    // Browsers may deny access to the storage.
    return null;
  }
}

function parseStored(text: string | null) {
  if (text === null) return undefined;
  try {
    return storedSchema.parse(JSON.parse(text));
  } catch {
    // Users can edit the storage: invalid settings count as none.
    return undefined;
  }
}
