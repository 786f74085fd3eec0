import { powerToDb } from '@my-pitch/shared/decibels';
import { midiToHz } from '@my-pitch/shared/pitch-units';
import { hann } from '../../../audio/hann-window.ts';
import type { MeasuredNote } from '../measurement/measure-note.ts';

/** Notes this many semitones from both neighbours' pitch, to the same side, are suspected. */
const suspectLeap = 8;
/** An octave nearer, they must come within this of where their neighbours are. */
const likelyLeap = 7;
/** Neighbours further away than this say nothing. */
const farSeconds = 3;
/** How far the energy of odd and even harmonics must lie apart to contradict the pitch, dB. */
const minDb = 12;
const harmonics = 4;
const maxSeconds = 0.5;

/**
 * Puts notes right that were heard an octave too high or too low: those that leap away from both
 * their neighbours and whose sound says that the other octave is the true one. A voice an octave
 * under what was heard has partials between those of the pitch heard; one an octave above lacks
 * its odd partials.
 */
export function fixOctaveErrors(
  notes: readonly MeasuredNote[],
  voice: Float32Array,
  sampleRateHz: number,
): MeasuredNote[] {
  return notes.map((note, i) => {
    const shift = suspectedShift(note, notes[i - 1], notes[i + 1]);
    if (shift === 0 || !soundAllows(note, shift, voice, sampleRateHz)) return note;
    return { ...note, centreMidi: note.centreMidi + shift };
  });
}

/** 12, −12 or 0 semitones: what would bring the note near its neighbours. */
function suspectedShift(
  note: MeasuredNote,
  before: MeasuredNote | undefined,
  after: MeasuredNote | undefined,
): number {
  const near = [before, after].filter((other) => other && distance(note, other) < farSeconds);
  const leaps = near.map((other) => note.centreMidi - (other as MeasuredNote).centreMidi);
  if (leaps.length < 2) return 0;
  for (const shift of [-12, 12]) {
    const isFar = leaps.every((leap) => -Math.sign(shift) * leap > suspectLeap);
    const comesNear = leaps.every((leap) => Math.abs(leap + shift) < likelyLeap);
    if (isFar && comesNear) return shift;
  }
  return 0;
}

function distance(a: MeasuredNote, b: MeasuredNote): number {
  return Math.max(a.startSeconds, b.startSeconds) - Math.min(a.endSeconds, b.endSeconds);
}

function soundAllows(
  note: MeasuredNote,
  shift: number,
  voice: Float32Array,
  sampleRateHz: number,
): boolean {
  const heardHz = midiToHz(note.centreMidi);
  const lowerHz = shift < 0 ? heardHz / 2 : heardHz;
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

/** Power at a frequency and a quarter tone around it, as of a Hann window. */
function power(sound: Float32Array, hz: number, sampleRateHz: number): number {
  let most = 0;
  for (const cents of [-40, -20, 0, 20, 40]) {
    const step = (2 * Math.PI * hz * 2 ** (cents / 1200)) / sampleRateHz;
    let re = 0;
    let im = 0;
    for (let i = 0; i < sound.length; i++) {
      const window = hann(i, sound.length);
      re += (sound[i] as number) * window * Math.cos(step * i);
      im += (sound[i] as number) * window * Math.sin(step * i);
    }
    most = Math.max(most, re * re + im * im);
  }
  return most;
}
