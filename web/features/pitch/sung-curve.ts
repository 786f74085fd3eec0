import type { F0Track } from '@my-pitch/shared/analysis';
import { type Judgement, judge } from './judge.ts';
import type { NoteBar } from './note-bars.ts';

/** The sung pitch of each frame, relative to the singer's tuning. */
export interface SungCurve {
  readonly hopSeconds: number;
  /** Fractional MIDI pitch; NaN in unvoiced frames. */
  readonly midi: Float32Array;
}

/** Smooths out vibrato, but not a scoop into the note. */
const smoothingSeconds = 0.2;

export function sungCurve(
  f0: Pick<F0Track, 'hopSeconds' | 'frequencyHz'>,
  tuningOffsetCents: number,
): SungCurve {
  const offset = 69 - tuningOffsetCents / 100;
  const midi = Float32Array.from(f0.frequencyHz, (frequencyHz) =>
    frequencyHz === null ? Number.NaN : offset + 12 * Math.log2(frequencyHz / 440),
  );
  return { hopSeconds: f0.hopSeconds, midi };
}

/**
 * Judges each frame against its note, smoothed within that note.
 * @returns one judgement per frame; `undefined` outside notes.
 */
export function judgeFrames(
  { midi, hopSeconds }: SungCurve,
  bars: readonly NoteBar[],
): (Judgement | undefined)[] {
  const judgements = new Array<Judgement | undefined>(midi.length).fill(undefined);
  const reach = Math.round(smoothingSeconds / 2 / hopSeconds);
  for (const { sung, midi: written } of bars) {
    const first = Math.max(0, Math.ceil(sung.startSeconds / hopSeconds));
    const last = Math.min(midi.length - 1, Math.floor(sung.endSeconds / hopSeconds));
    for (let frame = first; frame <= last; frame++) {
      const from = Math.max(first, frame - reach);
      const mean = meanOf(midi, from, Math.min(last, frame + reach));
      if (!Number.isNaN(mean)) judgements[frame] = judge(100 * (mean - written));
    }
  }
  return judgements;
}

/** The mean of the voiced frames `from` … `to`, inclusive; NaN if there are none. */
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
