/** A stretch of the song that repeats; frames of the song. */
interface LoopFrames {
  readonly start: number;
  readonly end: number;
}

/**
 * Where the song stands at every moment until the next command: the one truth that the sound, the
 * clicks, the highlight and the slider are all computed from. `atFrame` counts the frames of the
 * audio clock, everything else frames of the song.
 */
export interface Transport {
  readonly atFrame: number;
  readonly position: number;
  /** Song frames per frame of the clock; 0 while paused. */
  readonly speed: number;
  readonly loop?: LoopFrames;
  /** A count-in runs until here: the song is silent and stands still for the reader. */
  readonly audibleFrom: number;
  readonly end: number;
}

/** A transport that stands still. */
export function standing(position: number, end: number, atFrame = 0): Transport {
  return { atFrame, position, speed: 0, audibleFrom: position, end };
}

/** Where the song stands at a frame of the clock, counting in included, never after its end. */
export function positionAt(transport: Transport, frame: number): number {
  const { atFrame, position, speed, loop, end } = transport;
  const raw = position + Math.max(0, frame - atFrame) * speed;
  if (!loop || !repeats(transport) || raw < loop.end) return Math.min(raw, end);
  return loop.start + ((raw - loop.end) % (loop.end - loop.start));
}

/** The place that a reader should see: a count-in holds still where the song will start. */
export function shownPositionAt(transport: Transport, frame: number): number {
  const laps = lapsAt(transport, frame);
  const position = positionAt(transport, frame);
  return laps > 0 ? position : Math.max(position, transport.audibleFrom);
}

/** How many whole frames of the clock, at least one, until the loop jumps back; infinite without one. */
export function framesToLoopEnd(transport: Transport, frame: number): number {
  const { loop, speed } = transport;
  if (!loop || !repeats(transport)) return Number.POSITIVE_INFINITY;
  const frames = Math.max(1, Math.ceil((loop.end - positionAt(transport, frame)) / speed));
  // The last bit of a quotient can be a frame.
  const lap = lapsAt(transport, frame);
  if (frames > 1 && lapsAt(transport, frame + frames - 1) > lap) return frames - 1;
  return lapsAt(transport, frame + frames) > lap ? frames : frames + 1;
}

/** How many times the loop has jumped back. */
export function lapsAt(transport: Transport, frame: number): number {
  const { atFrame, position, speed, loop } = transport;
  if (!loop || !repeats(transport)) return 0;
  const raw = position + Math.max(0, frame - atFrame) * speed;
  return raw < loop.end ? 0 : 1 + Math.floor((raw - loop.end) / (loop.end - loop.start));
}

/** Whether the count-in still runs. */
export function isCountingAt(transport: Transport, frame: number): boolean {
  return (
    transport.speed > 0 &&
    lapsAt(transport, frame) === 0 &&
    positionAt(transport, frame) < transport.audibleFrom
  );
}

/** A start after the loop's end plays on: whoever goes there wants to hear it. */
function repeats({ loop, position, speed }: Transport): boolean {
  return loop !== undefined && speed > 0 && position < loop.end && loop.end > loop.start;
}
