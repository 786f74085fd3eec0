import { z } from 'zod';

const storageKey = 'my-pitch.reading';

export const zooms = [0.6, 0.7, 0.75, 0.8, 0.9, 1, 1.15, 1.3, 1.5, 1.75, 2] as const;

export const habitsSchema = z.object({
  /** 1 draws a staff 40 CSS pixels high. */
  zoom: z.union(zooms.map((zoom) => z.literal(zoom))),
  naming: z.enum(['none', 'letters', 'syllables', 'movable']),
  /** Older settings do not have it. */
  chords: z.enum(['shown', 'hidden']).default('shown'),
});
export type ReadingHabits = z.infer<typeof habitsSchema>;

interface WindowSize {
  readonly innerWidth: number;
  readonly innerHeight: number;
}

/** Windows up to this width in CSS pixels hold one measure in a row at full size, and two at most sizes below. */
const narrowPixels = 500;
/** A phone on its side. */
const lowPixels = 500;

/**
 * The size at which a score opens: the largest at which a narrow window holds two measures in a row,
 * though not too small to read at arm's length, and a low one two rows.
 */
export function openingZoom({ innerWidth, innerHeight }: WindowSize): ReadingHabits['zoom'] {
  if (innerWidth >= narrowPixels) return innerHeight < lowPixels ? 0.8 : 1;
  const legible = zooms.filter((zoom) => zoom >= 0.7 && zoom <= 0.9);
  return legible.findLast((zoom) => innerWidth / zoom >= narrowPixels) ?? 0.7;
}

/** The size, note names and chords that this device last used; the defaults if none are stored. */
export function loadHabits(
  storage: Pick<Storage, 'getItem'> = localStorage,
  size: WindowSize = window,
): ReadingHabits {
  try {
    return habitsSchema.parse(JSON.parse(storage.getItem(storageKey) ?? ''));
  } catch {
    // Users may clear or edit the storage, and browsers may deny access to it.
    return { zoom: openingZoom(size), naming: 'none', chords: 'shown' };
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
