import type { Point } from './gestures.ts';
import { barsBetween, type NoteBar } from './note-bars.ts';
import { type PitchRows, yOf } from './pitch-rows.ts';
import { secondsAt, type Viewport, xOf } from './viewport.ts';

/** Maximum distance of a touch from a bar, in CSS pixels. */
const reach = 10;

/** The bar at or near a point of the plot. */
export function findBar(
  bars: readonly NoteBar[],
  { x, y }: Point,
  viewport: Viewport,
  rows: PitchRows,
): NoteBar | undefined {
  const near = barsBetween(bars, secondsAt(viewport, x - reach), secondsAt(viewport, x + reach));
  const distanceTo = ({ sung, midi }: NoteBar) => {
    const left = xOf(viewport, sung.startSeconds);
    const right = xOf(viewport, sung.endSeconds);
    const across = Math.max(0, left - x, x - right);
    const down = Math.max(0, Math.abs(y - yOf(rows, midi)) - rows.rowHeight / 2);
    return Math.hypot(across, down);
  };
  const nearest = near.reduce<NoteBar | undefined>(
    (best, bar) => (best && distanceTo(best) <= distanceTo(bar) ? best : bar),
    undefined,
  );
  return nearest && distanceTo(nearest) <= reach ? nearest : undefined;
}
