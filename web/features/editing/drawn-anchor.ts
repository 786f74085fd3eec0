import type { ScoreHandle } from '../score/engraving/score-view.ts';
import type { ToolbarAnchor } from './position-toolbar.ts';

/** The drawn note with its row: on the sheet, or in the pitch view. */
export function noteAnchor(
  sheet: ScoreHandle | null,
  elementId: string | undefined,
): ToolbarAnchor | undefined {
  const note = elementId === undefined ? undefined : sheet?.elementOf(elementId);
  const row = elementId === undefined ? undefined : sheet?.rowOf(elementId);
  if (note && row) {
    return { target: note.getBoundingClientRect(), row: row.getBoundingClientRect() };
  }
  return pitchViewAnchor();
}

/** A place with its row. */
export function placeAnchor(
  sheet: ScoreHandle | null,
  place: { readonly startTick: number } | undefined,
): ToolbarAnchor | undefined {
  if (!place) return undefined;
  const row = sheet?.rowAt(place.startTick)?.getBoundingClientRect();
  const point = sheet?.windowPointOf({ tick: place.startTick, position: 0 });
  if (!row) return pitchViewAnchor();
  const x = point?.x ?? (row.left + row.right) / 2;
  return { target: { ...edges(row), left: x, right: x }, row };
}

/** Height of the time axis and the waveform below the pitches, and of the toolbar's distance. */
const belowPitches = 78;

/** The notes of the pitch view: a toolbar may cover what is below them. */
function pitchViewAnchor(): ToolbarAnchor | undefined {
  const target = document.querySelector('[data-note-cursor]')?.getBoundingClientRect();
  const canvas = document.querySelector('[data-testid=pitch-canvas]')?.getBoundingClientRect();
  if (!target || !canvas) return undefined;
  return { target, row: { ...edges(canvas), bottom: canvas.bottom - belowPitches } };
}

function edges({ top, bottom, left, right }: DOMRect) {
  return { top, bottom, left, right };
}
