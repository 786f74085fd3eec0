import { z } from 'zod';

const storageKey = 'my-pitch.reading';

export const zooms = [0.6, 0.7, 0.8, 0.9, 1, 1.15, 1.3, 1.5, 1.75, 2] as const;

const habitsSchema = z.object({
  /** 1 draws a staff 40 CSS pixels high. */
  zoom: z.union(zooms.map((zoom) => z.literal(zoom))),
  naming: z.enum(['none', 'letters', 'syllables']),
});
export type ReadingHabits = z.infer<typeof habitsSchema>;

/** How this device's reader last wanted scores; the plain way where nothing readable was kept. */
export function keptHabits(storage: Pick<Storage, 'getItem'> = localStorage): ReadingHabits {
  try {
    return habitsSchema.parse(JSON.parse(storage.getItem(storageKey) ?? ''));
  } catch {
    // Storage is the user's to clear and edit, and may be closed to us altogether.
    return { zoom: 1, naming: 'none' };
  }
}

export function keepHabits(
  habits: ReadingHabits,
  storage: Pick<Storage, 'setItem'> = localStorage,
): void {
  try {
    storage.setItem(storageKey, JSON.stringify(habits));
  } catch {
    // A browser that keeps nothing still shows this score as wanted.
  }
}

/** The next size up or down; the same at the ends. */
export function zoomBy(zoom: ReadingHabits['zoom'], step: 1 | -1): ReadingHabits['zoom'] {
  return zooms[zooms.indexOf(zoom) + step] ?? zoom;
}
