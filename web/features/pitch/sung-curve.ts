import type { F0Track } from '@my-pitch/shared/analysis';
import { type Judgement, judge } from './judge.ts';
import type { NoteBar } from './note-bars.ts';

/** The pitch that was sung, frame by frame; the singer's own tuning is taken off. */
export interface SungCurve {
  readonly hopSeconds: number;
  /** Fractional MIDI; NaN where no voice sings. */
  readonly midi: Float32Array;
}

/** A vibrato's swings average out over this, a scoop does not. */
const smoothingSeconds = 0.2;

export function sungCurve(
  f0: Pick<F0Track, 'hopSeconds' | 'frequencyHz'>,
  tuningOffsetCents: number,
): SungCurve {
  const offset = 69 - tuningOffsetCents / 100;
  const midi = Float32Array.from(f0.frequencyHz, (hertz) =>
    hertz === null ? Number.NaN : offset + 12 * Math.log2(hertz / 440),
  );
  return { hopSeconds: f0.hopSeconds, midi };
}

/**
 * One judgement for every frame, against the note it belongs to and smoothed within that note;
 * `undefined` outside notes.
 */
export function judgeFrames(
  { midi, hopSeconds }: SungCurve,
  bars: readonly NoteBar[],
): (Judgement | undefined)[] {
  const judgements = new Array<Judgement | undefined>(midi.length).fill(undefined);
  const reach = Math.round(smoothingSeconds / 2 / hopSeconds);
  for (const { sung, midi: meant } of bars) {
    const first = Math.max(0, Math.ceil(sung.startSeconds / hopSeconds));
    const last = Math.min(midi.length - 1, Math.floor(sung.endSeconds / hopSeconds));
    for (let frame = first; frame <= last; frame++) {
      const from = Math.max(first, frame - reach);
      const mean = meanOf(midi, from, Math.min(last, frame + reach));
      if (!Number.isNaN(mean)) judgements[frame] = judge(100 * (mean - meant));
    }
  }
  return judgements;
}

/** The mean of the voiced frames from one to another, both included; NaN when none is voiced. */
function meanOf(midi: Float32Array, from: number, to: number): number {
  let sum = 0;
  let count = 0;
  for (let i = from; i <= to; i++) {
    const value = midi[i] as number;
    if (Number.isNaN(value)) continue;
    sum += value;
    count++;
  }
  return count === 0 ? Number.NaN : sum / count;
}
