import { describe, expect, it } from 'vitest';
import { gridHop, gridHopSeconds } from './frame-grid.ts';
import { joinHeld } from './join-held.ts';
import type { MeasuredNote } from './measure-note.ts';

const note = (startFrame: number, endFrame: number, centreMidi = 62): MeasuredNote => ({
  span: { startFrame, endFrame },
  startSeconds: startFrame * gridHopSeconds,
  endSeconds: endFrame * gridHopSeconds,
  centreMidi,
  confidence: 1,
  loudnessDb: -20,
});
const measure = ({ startFrame, endFrame }: MeasuredNote['span']) => note(startFrame, endFrame);
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
  const parts = [note(20, 80), note(80, 100), note(110, 140)];

  it('joins a held note that was heard as two', () => {
    expect(spans(joinHeld(parts, tone(), measure))).toEqual([
      [20, 100],
      [110, 140],
    ]);
  });

  it('joins more than two parts', () => {
    const three = [note(20, 80), note(80, 90), note(90, 110)];
    expect(spans(joinHeld(three, tone(), measure))).toEqual([[20, 110]]);
  });

  it.each([
    ['after a dip', parts, dippedTone(80, 0.5)],
    ['on another pitch', [note(20, 80), note(80, 100, 63)], tone()],
    ['after a gap', [note(20, 80), note(84, 100)], tone()],
    ['as long as the note before', [note(20, 45), note(45, 68), note(70, 100)], tone()],
    ['of two long notes', [note(20, 60), note(60, 120)], tone()],
  ])('keeps a note %s', (_, notes, voice) => {
    expect(joinHeld(notes, voice, measure)).toEqual(notes);
  });

  it('keeps both where the whole is no note, and no notes', () => {
    expect(joinHeld(parts, tone(), () => undefined)).toEqual(parts);
    expect(joinHeld([], tone(), measure)).toEqual([]);
  });
});
