/** A section of the song that repeats, in frames of the song. */
interface LoopFrames {
  readonly start: number;
  readonly end: number;
}

/**
 * The song position as a function of the audio clock, valid until the next transport. Sound, clicks,
 * highlight and slider are all computed from it. `atFrame` counts frames of the audio clock; all
 * other fields count frames of the song.
 */
export interface Transport {
  readonly atFrame: number;
  readonly position: number;
  /** Song frames per clock frame; 0 while paused. */
  readonly speed: number;
  readonly loop?: LoopFrames;
  /** A count-in runs up to this position: until then the song is silent and shown as not moving. */
  readonly audibleFrom: number;
  readonly end: number;
}

/** A transport that is paused at a position. */
export function pausedAt(position: number, end: number, atFrame = 0): Transport {
  return { atFrame, position, speed: 0, audibleFrom: position, end };
}

/** The song position at a clock frame, at most the end. During a count-in it precedes the start. */
export function positionAt(transport: Transport, frame: number): number {
  const { atFrame, position, speed, loop, end } = transport;
  const raw = position + Math.max(0, frame - atFrame) * speed;
  if (!loop || !repeats(transport) || raw < loop.end) return Math.min(raw, end);
  return loop.start + ((raw - loop.end) % (loop.end - loop.start));
}

/** The position to show: during a count-in, the position at which the song will start. */
export function shownPositionAt(transport: Transport, frame: number): number {
  const laps = lapsAt(transport, frame);
  const position = positionAt(transport, frame);
  return laps > 0 ? position : Math.max(position, transport.audibleFrom);
}

/** Whole clock frames, at least one, until the loop jumps back; infinite without a loop. */
export function framesToLoopEnd(transport: Transport, frame: number): number {
  const { loop, speed } = transport;
  if (!loop || !repeats(transport)) return Number.POSITIVE_INFINITY;
  const frames = Math.max(1, Math.ceil((loop.end - positionAt(transport, frame)) / speed));
  // Rounding errors of the quotient can shift the result by one frame.
  const lap = lapsAt(transport, frame);
  if (frames > 1 && lapsAt(transport, frame + frames - 1) > lap) return frames - 1;
  return lapsAt(transport, frame + frames) > lap ? frames : frames + 1;
}

/** How often the loop has jumped back. */
export function lapsAt(transport: Transport, frame: number): number {
  const { atFrame, position, speed, loop } = transport;
  if (!loop || !repeats(transport)) return 0;
  const raw = position + Math.max(0, frame - atFrame) * speed;
  return raw < loop.end ? 0 : 1 + Math.floor((raw - loop.end) / (loop.end - loop.start));
}

/** Whether the count-in is still running. */
export function isCountingInAt(transport: Transport, frame: number): boolean {
  return (
    transport.speed > 0 &&
    lapsAt(transport, frame) === 0 &&
    positionAt(transport, frame) < transport.audibleFrom
  );
}

/** A start at or after the loop's end ignores the loop: the listener chose that position. */
function repeats({ loop, position, speed }: Transport): boolean {
  return loop !== undefined && speed > 0 && position < loop.end && loop.end > loop.start;
}
