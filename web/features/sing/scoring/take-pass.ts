import { isCountingInAt, lapsAt, type Transport } from '../../player/engine/transport.ts';

/** One uninterrupted run through the song, or through its loop once. */
export interface TakePass {
  /** Counts the laps of a loop. */
  readonly lap: number;
  /** The frame of the audio clock at which the pass begins; fractional. */
  readonly startFrame: number;
  /** The position at which it begins, in frames of the song. */
  readonly startPosition: number;
  /** The song's speed: frames of the song for each frame of the clock. */
  readonly speed: number;
}

/** The pass that a frame of the audio clock belongs to; `undefined` while nothing plays. */
export function passAt(transport: Transport, frame: number): TakePass | undefined {
  const { atFrame, position, speed, loop, audibleFrom, end } = transport;
  if (speed === 0 || frame < atFrame || isCountingInAt(transport, frame)) return undefined;
  const lap = lapsAt(transport, frame);
  if (lap === 0 || !loop) {
    const startPosition = Math.max(position, audibleFrom);
    if (position + (frame - atFrame) * speed >= end) return undefined;
    return { lap, startFrame: atFrame + (startPosition - position) / speed, startPosition, speed };
  }
  const played = loop.end - position + (lap - 1) * (loop.end - loop.start);
  return { lap, startFrame: atFrame + played / speed, startPosition: loop.start, speed };
}
