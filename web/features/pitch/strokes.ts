import type { Point, Stroke } from './gestures.ts';
import type { NoteBar } from './note-bars.ts';
import { gutterWidth, type MeasureLine } from './picture.ts';
import { midiAt, type PitchRows, yOf } from './pitch-rows.ts';
import type { DrawnNote } from './sung-stretch.ts';
import { secondsAt, type Viewport, xOf } from './viewport.ts';

/** Maximum distance of a press from a barline, in CSS pixels. */
const reach = 14;
/** A barline dropped this close to a sung onset, in CSS pixels, is at the onset. */
const onsetReach = 8;

/** A note from the stroke's left to its right end, at the pitch at which it began. */
export function drawnNote(
  { from, to }: Pick<Stroke, 'from' | 'to'>,
  viewport: Viewport,
  rows: PitchRows,
): DrawnNote {
  return {
    startSeconds: Math.max(0, secondsAt(viewport, Math.min(from.x, to.x))),
    endSeconds: Math.max(0, secondsAt(viewport, Math.max(from.x, to.x))),
    midi: midiAt(rows, from.y),
  };
}

/** The barline at a point below the rows of pitches; the first one, where the song begins, is fixed. */
export function barlineAt(
  measures: readonly MeasureLine[],
  { x, y }: Point,
  viewport: Viewport,
  rows: PitchRows,
): MeasureLine | undefined {
  if (y <= rows.height) return undefined;
  const distance = ({ seconds }: MeasureLine) => Math.abs(xOf(viewport, seconds) - x);
  const nearest = measures
    .filter(({ tick }) => tick > 0)
    .reduce<MeasureLine | undefined>(
      (best, line) => (best && distance(best) <= distance(line) ? best : line),
      undefined,
    );
  return nearest && distance(nearest) <= reach ? nearest : undefined;
}

/** The time at which a barline is dropped: that of the sung onset if one is close. */
export function droppedSeconds(bars: readonly NoteBar[], { x }: Point, viewport: Viewport): number {
  const dropped = Math.max(0, secondsAt(viewport, x));
  const onset = bars
    .map(({ sung }) => sung.startSeconds)
    .find((seconds) => Math.abs(xOf(viewport, seconds) - x) <= onsetReach);
  return onset ?? dropped;
}

/** Shows a stroke as the note that it would be, or as a barline. */
export function showStroke(
  element: HTMLElement | null,
  { from, to, state }: Stroke,
  rows: PitchRows,
  kind: 'note' | 'barline',
): void {
  if (!element) return;
  element.hidden = state !== 'drawing';
  const isNote = kind === 'note';
  const left = gutterWidth + (isNote ? Math.min(from.x, to.x) : to.x - 1);
  const top = isNote ? yOf(rows, Math.round(midiAt(rows, from.y))) - rows.rowHeight / 2 : 0;
  element.style.transform = `translate(${left}px, ${top}px)`;
  element.style.width = isNote ? `${Math.abs(to.x - from.x)}px` : '2px';
  element.style.height = isNote ? `${rows.rowHeight}px` : '100%';
}
