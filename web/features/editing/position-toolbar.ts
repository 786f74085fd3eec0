/**
 * In a narrower window the style sheet places the toolbar at the bottom. Counted in letters, as there:
 * with larger text a wider window is too narrow, too.
 */
const wideWindow = '(width >= 40rem)';
const gap = 10;
const edge = 8;
/** Between the player and the edge of the window, and a little above it. */
const besidePlayer = 16;

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

/** The window, and what covers its bottom. */
interface CoveredWindow extends Size {
  /** The player's, with its distance to the edge and to what is above it. */
  readonly playerHeight: number;
  /** Whether the style sheet places the toolbar at the bottom. */
  readonly isNarrow: boolean;
}

/** The window as it is now. */
export function presentWindow(): CoveredWindow {
  const player = document.querySelector<HTMLElement>('[data-player]')?.offsetHeight ?? 0;
  return {
    width: window.innerWidth,
    height: window.innerHeight,
    playerHeight: player + besidePlayer,
    isNarrow: !window.matchMedia(wideWindow).matches,
  };
}

/** What a toolbar belongs to, in the window. */
export interface ToolbarAnchor {
  /** The note or the place. */
  readonly target: Box;
  /** The row that contains it, which the toolbar must not cover. */
  readonly row: Box;
}

/**
 * The position of the toolbar in CSS pixels: below the row, above it without space below, and at the
 * bottom of the window where there is no space on either side or the row is not visible.
 */
export function toolbarPosition(
  anchor: ToolbarAnchor | undefined,
  size: Size,
  window: CoveredWindow,
) {
  const left = (centre: number) =>
    Math.max(edge, Math.min(window.width - size.width - edge, centre - size.width / 2));
  const playerTop = window.height - window.playerHeight;
  const maxTop = playerTop - size.height;
  const isHidden = !anchor || anchor.row.bottom < 0 || anchor.row.top > playerTop;
  if (isHidden) return { left: left(window.width / 2), top: maxTop };
  const { row, target } = anchor;
  const below = row.bottom + gap;
  const above = row.top - gap - size.height;
  const top = below <= maxTop || above < edge ? Math.min(below, maxTop) : above;
  return { left: left((target.left + target.right) / 2), top };
}

/**
 * The distance to scroll, in CSS pixels, that shows a row between the `cover` at the top of the window
 * and `bottom`, where the toolbar or the player begins; 0 for a visible row.
 */
export function scrollToReveal(
  row: Pick<Box, 'top' | 'bottom'>,
  cover: number,
  bottom: number,
): number {
  const toTop = row.top - cover - gap;
  if (toTop < 0) return toTop;
  const toBottom = row.bottom + gap - bottom;
  return toBottom > 0 ? Math.min(toBottom, toTop) : 0;
}

/** Where what covers the bottom of the window begins: the player and a toolbar of this height above it, or the toolbar alone. */
export function coveredFrom(window: CoveredWindow, toolbarHeight: number): number {
  const { height, playerHeight, isNarrow } = window;
  return (
    height - (isNarrow ? Math.max(toolbarHeight, playerHeight) : playerHeight + toolbarHeight + gap)
  );
}

/** Moves the toolbar to its position. */
export function positionToolbar(toolbar: HTMLElement, anchor: ToolbarAnchor | undefined): void {
  const present = presentWindow();
  if (present.isNarrow) {
    toolbar.style.transform = '';
    return;
  }
  const size = { width: toolbar.offsetWidth, height: toolbar.offsetHeight };
  const { left, top } = toolbarPosition(anchor, size, present);
  toolbar.style.transform = `translate(${Math.round(left)}px, ${Math.round(top)}px)`;
}
