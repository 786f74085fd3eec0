/** Below this width the toolbar is a sheet at the foot of the window, which the style sheet places. */
const sheetWidth = 640;
const gap = 14;
const edge = 8;
/** What the player at the window's foot covers. */
const footHeight = 110;

interface Box {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/**
 * Where a toolbar of a size goes, in CSS pixels of the window: under the note, above it where there
 * is no room, and at the window's foot while the note is out of sight.
 */
export function toolbarPosition(note: Box | undefined, size: Size, window: Size) {
  const left = (centre: number) =>
    Math.max(edge, Math.min(window.width - size.width - edge, centre - size.width / 2));
  const foot = window.height - footHeight - size.height;
  const isHidden = !note || note.bottom < 0 || note.top > window.height - footHeight;
  if (isHidden) return { left: left(window.width / 2), top: foot };
  const below = note.bottom + gap;
  const above = note.top - gap - size.height;
  const top = below <= foot || above < edge ? Math.min(below, foot) : above;
  return { left: left((note.left + note.right) / 2), top };
}

/**
 * How far to scroll, in CSS pixels, so that a note can be seen between what covers the window's top
 * and the player with the toolbar above it; 0 when it can.
 */
export function scrollToReveal(
  note: Pick<Box, 'top' | 'bottom'>,
  cover: number,
  windowHeight: number,
): number {
  const lowest = windowHeight - 2 * footHeight;
  if (note.top < cover + gap) return note.top - cover - gap;
  return note.bottom > lowest ? Math.min(note.bottom - lowest, note.top - cover - gap) : 0;
}

/** Moves a toolbar to its place. */
export function positionToolbar(toolbar: HTMLElement, note: Box | undefined): void {
  const { innerWidth, innerHeight } = window;
  if (innerWidth < sheetWidth) {
    toolbar.style.transform = '';
    return;
  }
  const size = { width: toolbar.offsetWidth, height: toolbar.offsetHeight };
  const { left, top } = toolbarPosition(note, size, { width: innerWidth, height: innerHeight });
  toolbar.style.transform = `translate(${Math.round(left)}px, ${Math.round(top)}px)`;
}
