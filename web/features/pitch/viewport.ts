/** The visible part of a song and its zoom. */
export interface Viewport {
  /** The time at the plot's left edge. */
  readonly startSeconds: number;
  readonly pixelsPerSecond: number;
}

/** The bounds of a viewport. */
export interface Stage {
  /** CSS pixels of the plot. */
  readonly width: number;
  readonly durationSeconds: number;
}

const defaultPixelsPerSecond = 90;
/** At this zoom each cycle of a 6 Hz vibrato is 130 pixels wide. */
const maxPixelsPerSecond = 800;
/**
 * When the playhead passes `pageEnd`, the page turns so that the playhead is at `pageStart`, in shares of
 * the width: singers always see the next notes.
 */
const pageStart = 0.12;
const pageEnd = 0.62;

/**
 * The initial viewport, with a time at its start, at a zoom at which notes are legible; a short song
 * fills the plot.
 */
export function openingViewport(stage: Stage, seconds: number): Viewport {
  const pixelsPerSecond = Math.max(defaultPixelsPerSecond, wholeSong(stage));
  const startSeconds = seconds - (pageStart * stage.width) / pixelsPerSecond;
  return clampViewport({ startSeconds, pixelsPerSecond }, stage);
}

export function xOf({ startSeconds, pixelsPerSecond }: Viewport, seconds: number): number {
  return (seconds - startSeconds) * pixelsPerSecond;
}

export function secondsAt({ startSeconds, pixelsPerSecond }: Viewport, x: number): number {
  return startSeconds + x / pixelsPerSecond;
}

/** The time at the plot's right edge. */
export function endSeconds(viewport: Viewport, { width }: Pick<Stage, 'width'>): number {
  return secondsAt(viewport, width);
}

/** Limits a viewport to the song and to the possible zooms. */
export function clampViewport({ startSeconds, pixelsPerSecond }: Viewport, stage: Stage): Viewport {
  const size = Math.min(maxPixelsPerSecond, Math.max(wholeSong(stage), pixelsPerSecond));
  const latest = Math.max(0, stage.durationSeconds - stage.width / size);
  return { pixelsPerSecond: size, startSeconds: Math.min(latest, Math.max(0, startSeconds)) };
}

/** Zooms in (`factor` above 1) or out; the time at `x` stays in place. */
export function zoomAt(viewport: Viewport, factor: number, x: number, stage: Stage): Viewport {
  const { pixelsPerSecond } = clampViewport(
    { ...viewport, pixelsPerSecond: viewport.pixelsPerSecond * factor },
    stage,
  );
  const startSeconds = secondsAt(viewport, x) - x / pixelsPerSecond;
  return clampViewport({ startSeconds, pixelsPerSecond }, stage);
}

export function scrollBy(viewport: Viewport, pixels: number, stage: Stage): Viewport {
  const startSeconds = viewport.startSeconds + pixels / viewport.pixelsPerSecond;
  return clampViewport({ ...viewport, startSeconds }, stage);
}

/** Turns the page when a time leaves the middle of the plot; until then the viewport does not move. */
export function followTime(viewport: Viewport, seconds: number, stage: Stage): Viewport {
  const share = xOf(viewport, seconds) / stage.width;
  if (share >= 0 && share <= pageEnd) return viewport;
  const startSeconds = seconds - (pageStart * stage.width) / viewport.pixelsPerSecond;
  return clampViewport({ ...viewport, startSeconds }, stage);
}

/** Scrolls as little as needed to show a section, or its beginning if it is too long. */
export function reveal(
  viewport: Viewport,
  section: { readonly startSeconds: number; readonly endSeconds: number },
  stage: Stage,
): Viewport {
  const margin = 24 / viewport.pixelsPerSecond;
  const shown = stage.width / viewport.pixelsPerSecond;
  const earliest = section.endSeconds + margin - shown;
  const latest = section.startSeconds - margin;
  const startSeconds = Math.min(latest, Math.max(earliest, viewport.startSeconds));
  return clampViewport({ ...viewport, startSeconds }, stage);
}

function wholeSong({ width, durationSeconds }: Stage): number {
  return width / Math.max(durationSeconds, 1e-3);
}
