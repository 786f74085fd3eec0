/** The stretch of a song that is drawn, and how large. */
export interface Viewport {
  /** The time at the plot's left edge. */
  readonly startSeconds: number;
  readonly pixelsPerSecond: number;
}

/** What the viewport is a window on; the plot's width is in CSS pixels. */
export interface Stage {
  readonly width: number;
  readonly durationSeconds: number;
}

const usualPixelsPerSecond = 90;
/** At this size a vibrato of 6 Hz has 130 pixels for each swing. */
const maxPixelsPerSecond = 800;
const firstFollowed = 0.12;
const lastFollowed = 0.86;

/** The size at which singers see notes rather than a song; a short song fills the plot. */
export function openingViewport(stage: Stage): Viewport {
  const pixelsPerSecond = Math.max(usualPixelsPerSecond, wholeSong(stage));
  return clampViewport({ startSeconds: 0, pixelsPerSecond }, stage);
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

/** The nearest viewport that shows nothing before the song or after it. */
export function clampViewport({ startSeconds, pixelsPerSecond }: Viewport, stage: Stage): Viewport {
  const size = Math.min(maxPixelsPerSecond, Math.max(wholeSong(stage), pixelsPerSecond));
  const latest = Math.max(0, stage.durationSeconds - stage.width / size);
  return { pixelsPerSecond: size, startSeconds: Math.min(latest, Math.max(0, startSeconds)) };
}

/** Larger (`factor` above 1) or smaller, so that the time at `x` stays where it is. */
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

/** Turned on like a page when a time leaves the plot's middle, so that the eye can rest between. */
export function followTime(viewport: Viewport, seconds: number, stage: Stage): Viewport {
  const share = xOf(viewport, seconds) / stage.width;
  if (share >= 0 && share <= lastFollowed) return viewport;
  const startSeconds = seconds - (firstFollowed * stage.width) / viewport.pixelsPerSecond;
  return clampViewport({ ...viewport, startSeconds }, stage);
}

/** Scrolled no further than needed to show a stretch whole, or its beginning where it is too long. */
export function reveal(
  viewport: Viewport,
  stretch: { readonly startSeconds: number; readonly endSeconds: number },
  stage: Stage,
): Viewport {
  const margin = 24 / viewport.pixelsPerSecond;
  const shown = stage.width / viewport.pixelsPerSecond;
  const earliest = stretch.endSeconds + margin - shown;
  const latest = stretch.startSeconds - margin;
  const startSeconds = Math.min(latest, Math.max(earliest, viewport.startSeconds));
  return clampViewport({ ...viewport, startSeconds }, stage);
}

function wholeSong({ width, durationSeconds }: Stage): number {
  return width / Math.max(durationSeconds, 1e-3);
}
