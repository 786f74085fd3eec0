import { powerToDb } from '@my-pitch/shared/decibels';
import { midiToHz } from '@my-pitch/shared/pitch-units';
import { hann } from '../../../audio/hann-window.ts';
import type { MeasuredNote } from '../measurement/measure-note.ts';

/** Notes further than this from both neighbours, to the same side, are suspect. */
const suspectSemitones = 8;
/** An octave nearer, a suspect note must be closer than this to both neighbours. */
const nearSemitones = 7;
/** Neighbours further away in time are ignored. */
const farSeconds = 3;
/** Ratio of the power of even to odd harmonics that decides between the octaves. */
const minDb = 12;
const harmonics = 4;
const maxSeconds = 0.5;

/**
 * Corrects octave errors of the pitch tracker: notes that leap away from both neighbours and whose
 * spectrum supports the other octave. A voice an octave below the tracked pitch has partials between
 * those of that pitch; a voice an octave above lacks its odd partials.
 *
 * @param notes in time order.
 */
export function fixOctaveErrors(
  notes: readonly MeasuredNote[],
  voice: Float32Array,
  sampleRateHz: number,
): MeasuredNote[] {
  return notes.map((note, i) => {
    const shift = suspectedShift(note, notes[i - 1], notes[i + 1]);
    if (shift === 0 || !spectrumSupports(note, shift, voice, sampleRateHz)) return note;
    return { ...note, centreMidi: note.centreMidi + shift };
  });
}

/** The shift by 12 or −12 semitones that brings a suspect note near its neighbours, else 0. */
function suspectedShift(
  note: MeasuredNote,
  before: MeasuredNote | undefined,
  after: MeasuredNote | undefined,
): number {
  const near = [before, after].filter((other) => other && pauseSeconds(note, other) < farSeconds);
  const leaps = near.map((other) => note.centreMidi - (other as MeasuredNote).centreMidi);
  if (leaps.length < 2) return 0;
  for (const shift of [-12, 12]) {
    const isFar = leaps.every((leap) => -Math.sign(shift) * leap > suspectSemitones);
    const comesNear = leaps.every((leap) => Math.abs(leap + shift) < nearSemitones);
    if (isFar && comesNear) return shift;
  }
  return 0;
}

/** The pause between two notes in seconds. */
function pauseSeconds(a: MeasuredNote, b: MeasuredNote): number {
  return Math.max(a.startSeconds, b.startSeconds) - Math.min(a.endSeconds, b.endSeconds);
}

function spectrumSupports(
  note: MeasuredNote,
  shift: number,
  voice: Float32Array,
  sampleRateHz: number,
): boolean {
  const trackedHz = midiToHz(note.centreMidi);
  const lowerHz = shift < 0 ? trackedHz / 2 : trackedHz;
  const middle = ((note.startSeconds + note.endSeconds) / 2) * sampleRateHz;
  const half = (Math.min(maxSeconds, note.endSeconds - note.startSeconds) * sampleRateHz) / 2;
  const sound = voice.subarray(Math.max(0, Math.round(middle - half)), Math.round(middle + half));
  let odd = 0;
  let even = 0;
  for (let k = 1; k <= harmonics; k++) {
    odd += power(sound, (2 * k - 1) * lowerHz, sampleRateHz);
    even += power(sound, 2 * k * lowerHz, sampleRateHz);
  }
  const oddOverEvenDb = powerToDb((odd + 1e-12) / (even + 1e-12));
  return shift < 0 ? oddOverEvenDb > -minDb : oddOverEvenDb < -minDb;
}

/** Maximum power within 40 cents of a frequency, by a Hann window. */
function power(sound: Float32Array, hz: number, sampleRateHz: number): number {
  let max = 0;
  for (const cents of [-40, -20, 0, 20, 40]) {
    const radians = (2 * Math.PI * hz * 2 ** (cents / 1200)) / sampleRateHz;
    let re = 0;
    let im = 0;
    for (let i = 0; i < sound.length; i++) {
      const window = hann(i, sound.length);
      re += (sound[i] as number) * window * Math.cos(radians * i);
      im += (sound[i] as number) * window * Math.sin(radians * i);
    }
    max = Math.max(max, re * re + im * im);
  }
  return max;
}
