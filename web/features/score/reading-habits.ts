import { z } from 'zod';

const storageKey = 'my-pitch.reading';

export const zooms = [0.6, 0.7, 0.8, 0.9, 1, 1.15, 1.3, 1.5, 1.75, 2] as const;

const habitsSchema = z.object({
  /** 1 draws a staff 40 CSS pixels high. */
  zoom: z.union(zooms.map((zoom) => z.literal(zoom))),
  naming: z.enum(['none', 'letters', 'syllables', 'movable']),
});
export type ReadingHabits = z.infer<typeof habitsSchema>;

/** The size and note names that this device last used; the defaults if none are stored. */
export function loadHabits(storage: Pick<Storage, 'getItem'> = localStorage): ReadingHabits {
  try {
    return habitsSchema.parse(JSON.parse(storage.getItem(storageKey) ?? ''));
  } catch {
    // Users may clear or edit the storage, and browsers may deny access to it.
    return { zoom: 1, naming: 'none' };
  }
}

export function saveHabits(
  habits: ReadingHabits,
  storage: Pick<Storage, 'setItem'> = localStorage,
): void {
  try {
    storage.setItem(storageKey, JSON.stringify(habits));
  } catch {
    // Without storage the choice lasts until the page is closed.
  }
}

/** The next larger (1) or smaller (−1) size; the same at the limits. */
export function changeZoom(zoom: ReadingHabits['zoom'], direction: 1 | -1): ReadingHabits['zoom'] {
  return zooms[zooms.indexOf(zoom) + direction] ?? zoom;
}
