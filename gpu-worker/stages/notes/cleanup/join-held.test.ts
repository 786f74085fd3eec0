import { describe, expect, it } from 'vitest';
import { gridHop, gridHopSeconds } from '../frame-grid.ts';
import type { MeasuredNote } from '../measurement/measure-note.ts';
import { measuredNote } from '../testing/measured-note.ts';
import { joinHeld } from './join-held.ts';

const measure = ({ startFrame, endFrame }: MeasuredNote['span']) =>
  measuredNote(startFrame, endFrame);
const tone = () => Float32Array.from({ length: 200 * gridHop }, (_, i) => 0.2 * Math.sin(i / 8));
/** A tone that is softer for 30 ms around a frame. */
function dippedTone(frame: number, gain: number): Float32Array {
  const voice = tone();
  const reach = Math.round(0.015 / gridHopSeconds) * gridHop;
  voice.subarray(frame * gridHop - reach, frame * gridHop + reach).forEach((sample, i, part) => {
    part[i] = sample * gain;
  });
  return voice;
}
const spans = (notes: readonly MeasuredNote[]) =>
  notes.map(({ span }) => [span.startFrame, span.endFrame]);

describe('joinHeld', () => {
  const parts = [measuredNote(20, 80), measuredNote(80, 100), measuredNote(110, 140)];

  it('joins a held note that was heard as two', () => {
    expect(spans(joinHeld(parts, tone(), measure))).toEqual([
      [20, 100],
      [110, 140],
    ]);
  });

  it('joins more than two parts', () => {
    const three = [measuredNote(20, 80), measuredNote(80, 90), measuredNote(90, 110)];
    expect(spans(joinHeld(three, tone(), measure))).toEqual([[20, 110]]);
  });

  it.each([
    ['after a dip', parts, dippedTone(80, 0.5)],
    ['on another pitch', [measuredNote(20, 80), measuredNote(80, 100, 63)], tone()],
    ['after a gap', [measuredNote(20, 80), measuredNote(84, 100)], tone()],
    [
      'as long as the note before',
      [measuredNote(20, 45), measuredNote(45, 68), measuredNote(70, 100)],
      tone(),
    ],
    ['of two long notes', [measuredNote(20, 60), measuredNote(60, 120)], tone()],
  ])('keeps a note %s', (_, notes, voice) => {
    expect(joinHeld(notes, voice, measure)).toEqual(notes);
  });

  it('keeps both where the whole is no note, and no notes', () => {
    expect(joinHeld(parts, tone(), () => undefined)).toEqual(parts);
    expect(joinHeld([], tone(), measure)).toEqual([]);
  });
});
