/** In a narrower window the style sheet places the toolbar at the bottom. */
const minWindowWidth = 640;
const gap = 14;
const edge = 8;
/** The height of the player at the bottom of the window. */
const playerHeight = 110;

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
 * The position of the toolbar in CSS pixels: below the note, above it without space below, and at the
 * bottom of the window while the note is not visible.
 */
export function toolbarPosition(note: Box | undefined, size: Size, window: Size) {
  const left = (centre: number) =>
    Math.max(edge, Math.min(window.width - size.width - edge, centre - size.width / 2));
  const maxTop = window.height - playerHeight - size.height;
  const isHidden = !note || note.bottom < 0 || note.top > window.height - playerHeight;
  if (isHidden) return { left: left(window.width / 2), top: maxTop };
  const below = note.bottom + gap;
  const above = note.top - gap - size.height;
  const top = below <= maxTop || above < edge ? Math.min(below, maxTop) : above;
  return { left: left((note.left + note.right) / 2), top };
}

/**
 * The distance to scroll, in CSS pixels, that reveals a note between the `cover` at the top of the
 * window and the player with the toolbar at the bottom; 0 for a visible note.
 */
export function scrollToReveal(
  note: Pick<Box, 'top' | 'bottom'>,
  cover: number,
  windowHeight: number,
): number {
  const maxBottom = windowHeight - 2 * playerHeight;
  if (note.top < cover + gap) return note.top - cover - gap;
  return note.bottom > maxBottom ? Math.min(note.bottom - maxBottom, note.top - cover - gap) : 0;
}

/** Moves the toolbar to its position. */
export function positionToolbar(toolbar: HTMLElement, note: Box | undefined): void {
  const { innerWidth, innerHeight } = window;
  if (innerWidth < minWindowWidth) {
    toolbar.style.transform = '';
    return;
  }
  const size = { width: toolbar.offsetWidth, height: toolbar.offsetHeight };
  const { left, top } = toolbarPosition(note, size, { width: innerWidth, height: innerHeight });
  toolbar.style.transform = `translate(${Math.round(left)}px, ${Math.round(top)}px)`;
}
