import type { ScoreSungNote } from '@my-pitch/shared/score';
import type { SungCurve } from './sung-curve.ts';

/** A stretch of the recording that was sung at one pitch. */
export interface SungStretch {
  readonly startSeconds: number;
  readonly endSeconds: number;
  /** Fractional MIDI pitch, relative to the singer's tuning. */
  readonly pitch: number;
}

/** A part of the recording, in seconds. */
export interface TimeRange {
  readonly startSeconds: number;
  readonly endSeconds: number;
}

/** A note as it is drawn: a tap has no length. */
export interface DrawnNote extends TimeRange {
  /** Fractional MIDI pitch, relative to the singer's tuning. */
  readonly midi: number;
}

/** Farther from the wanted pitch, in semitones, is another note. */
const nearSemitones = 1.5;
/** Vibrato and slides within a note stay this close to its mean, in semitones. */
const runSemitones = 0.9;
/** Shorter stretches are noise. */
const minSeconds = 0.05;
/** How far a stretch may reach beyond what was drawn. */
const reachSeconds = 0.12;

/**
 * What was sung within a drawn range near a pitch: from the first to the last such frame, and a little
 * beyond the range where the same pitch goes on. `undefined` where nothing was sung there.
 * @param near fractional MIDI pitch; without it, any pitch counts.
 */
export function stretchWithin(
  curve: SungCurve,
  { startSeconds, endSeconds }: TimeRange,
  near?: number,
): SungStretch | undefined {
  const [from, to] = [frameOf(curve, startSeconds), frameOf(curve, endSeconds)];
  const frames = voicedFrames(curve, from, to, near);
  const [first, last] = [frames[0], frames.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  if (frames.length * curve.hopSeconds < minSeconds) return undefined;
  const pitch = medianOf(frames.map((frame) => curve.midi[frame] as number));
  const reach = Math.round(reachSeconds / curve.hopSeconds);
  const isAlike = (frame: number) =>
    Math.abs((curve.midi[frame] ?? Number.NaN) - pitch) <= runSemitones;
  return rangeOf(
    curve,
    grow(first, -1, from - reach, isAlike),
    grow(last, 1, to + reach, isAlike),
    pitch,
  );
}

/**
 * The stretch around a time that was sung at one pitch, within limits. `undefined` where nothing was
 * sung near that time and pitch.
 * @param near fractional MIDI pitch.
 */
export function stretchAt(
  curve: SungCurve,
  seconds: number,
  near: number,
  limits: TimeRange,
): SungStretch | undefined {
  const [earliest, latest] = [
    frameOf(curve, limits.startSeconds),
    frameOf(curve, limits.endSeconds),
  ];
  const middle = frameOf(curve, seconds);
  const close = Math.round(minSeconds / curve.hopSeconds);
  const around = voicedFrames(
    curve,
    Math.max(earliest, middle - close),
    Math.min(latest, middle + close),
    near,
  );
  const seed = around.toSorted((a, b) => Math.abs(a - middle) - Math.abs(b - middle))[0];
  if (seed === undefined) return undefined;
  const pitch = medianOf(around.map((frame) => curve.midi[frame] as number));
  const isAlike = (frame: number) =>
    Math.abs((curve.midi[frame] ?? Number.NaN) - pitch) <= runSemitones;
  const [first, last] = [grow(seed, -1, earliest, isAlike), grow(seed, 1, latest, isAlike)];
  if ((last - first + 1) * curve.hopSeconds < minSeconds) return undefined;
  const sung = voicedFrames(curve, first, last).map((frame) => curve.midi[frame] as number);
  return rangeOf(curve, first, last, medianOf(sung));
}

/** A stretch as the performance of a note. Its loudness is not measured. */
export function performanceOf(
  { startSeconds, endSeconds, pitch }: SungStretch,
  midi: number,
  tuningOffsetCents: number,
): ScoreSungNote {
  return {
    startSeconds,
    endSeconds,
    centreMidi: pitch + tuningOffsetCents / 100,
    deviationCents: 100 * (pitch - midi),
    confidence: 1,
    loudnessDb: -20,
  };
}

function frameOf({ midi, hopSeconds }: SungCurve, seconds: number): number {
  return Math.min(midi.length - 1, Math.max(0, Math.round(seconds / hopSeconds)));
}

function voicedFrames({ midi }: SungCurve, from: number, to: number, near?: number): number[] {
  const frames: number[] = [];
  for (let frame = Math.max(0, from); frame <= Math.min(to, midi.length - 1); frame++) {
    const pitch = midi[frame] as number;
    const isNear = near === undefined || Math.abs(pitch - near) <= nearSemitones;
    if (!Number.isNaN(pitch) && isNear) frames.push(frame);
  }
  return frames;
}

/** The last frame in a direction, up to a limit, before one that is not alike. */
function grow(
  start: number,
  direction: 1 | -1,
  limit: number,
  isAlike: (frame: number) => boolean,
): number {
  let at = start;
  while (at !== limit && (limit - at) * direction > 0 && isAlike(at + direction)) at += direction;
  return at;
}

function rangeOf({ hopSeconds }: SungCurve, first: number, last: number, pitch: number) {
  return { startSeconds: first * hopSeconds, endSeconds: (last + 1) * hopSeconds, pitch };
}

function medianOf(values: readonly number[]): number {
  const inOrder = values.toSorted((a, b) => a - b);
  const middle = inOrder.length >> 1;
  const upper = inOrder[middle] ?? Number.NaN;
  return inOrder.length % 2 === 1 ? upper : (upper + (inOrder[middle - 1] ?? upper)) / 2;
}
