import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { dbToPower } from '@my-pitch/shared/decibels';
import type { Degradation } from '../comparison/degrade-voice.ts';
import { readMono } from '../recordings/read-mono.ts';
import { writeWav } from '../recordings/write-wav.ts';
import { timeShiftSeconds } from './time-shift.ts';

const rateHz = 44_100;

/** The sound through filters of ffmpeg. */
const filtered =
  (filter: string): Degradation =>
  (voicePath, folder) => {
    const path = join(folder, 'filtered.wav');
    execFileSync('ffmpeg', [
      ...['-v', 'error', '-y', '-i', voicePath, '-af', filter],
      ...['-ac', '1', '-c:a', 'pcm_s16le', path],
    ]);
    return path;
  };

/** At another speed, at the same pitch. */
export const atSpeed = (speed: number): Degradation =>
  stretched(`rubberband=tempo=${speed}`, speed);

/** Transposed, with the formants of the voice where they were. */
export const transposed = (semitones: number): Degradation =>
  stretched(`rubberband=pitch=${2 ** (semitones / 12)}:formant=preserved`);

/** Silence before a voice that is stretched, which the filter may cut. */
const leadSeconds = 0.2;

/**
 * The sound through ffmpeg's rubberband, where its labels are. The filter's output is some 10 ms early, a
 * fifth of what an onset may be off.
 */
function stretched(filter: string, speed = 1): Degradation {
  const withLead = filtered(`adelay=${1000 * leadSeconds}:all=1,apad=pad_dur=0.2,${filter}`);
  return (voicePath, folder) => {
    const voice = readMono(voicePath, rateHz);
    const late = readMono(withLead(voicePath, folder), rateHz);
    const from = Math.round((leadSeconds / speed) * rateHz);
    const shift = timeShiftSeconds(voice, late.subarray(from), rateHz, speed);
    const start = from + Math.round(shift * rateHz);
    const samples = late.subarray(start, start + Math.round(voice.length / speed));
    return writeWav(samples, join(folder, 'stretched.wav'), rateHz);
  };
}

/** Far from the microphone, in 16 bits. */
export const quieter = (decibels: number): Degradation => filtered(`volume=-${decibels}dB`);

/** The band of a phone, as an MP3 of 32 kbit/s. */
export const asPhoneMemo: Degradation = (voicePath, folder) => {
  const path = join(folder, 'memo.mp3');
  const band = 'highpass=f=300,highpass=f=300,lowpass=f=3400,lowpass=f=3400';
  execFileSync('ffmpeg', [
    ...['-v', 'error', '-y', '-i', voicePath, '-af', band, '-ac', '1', '-ar', '22050'],
    ...['-c:a', 'libmp3lame', '-b:a', '32k', path],
  ]);
  return path;
};

/** Louder than the microphone can record, by so many decibels. */
export const clipped =
  (decibels: number): Degradation =>
  (voicePath, folder) => {
    const voice = readMono(voicePath, rateHz);
    const peak = voice.reduce((max, sample) => Math.max(max, Math.abs(sample)), 0);
    const gain = Math.sqrt(dbToPower(decibels)) / Math.max(peak, 1e-6);
    const loud = voice.map((sample) => Math.min(1, Math.max(-1, gain * sample)));
    return writeWav(loud, join(folder, 'clipped.wav'), rateHz);
  };

/** One after the other. */
export const inTurn =
  (...degradations: readonly Degradation[]): Degradation =>
  (voicePath, folder) =>
    degradations.reduce((path, degrade, i) => {
      const next = degrade(path, folder);
      const kept = join(folder, `step-${i}.wav`);
      execFileSync('ffmpeg', ['-v', 'error', '-y', '-i', next, '-c:a', 'pcm_f32le', kept]);
      return kept;
    }, voicePath);

/** The first seconds only. */
export function cutAt(voicePath: string, seconds: number, folder: string): string {
  const voice = readMono(voicePath, rateHz);
  return writeWav(voice.subarray(0, Math.round(seconds * rateHz)), join(folder, 'cut.wav'), rateHz);
}

/** Several times in a row, and the duration of one turn. */
export function repeated(voicePath: string, times: number, folder: string) {
  const voice = readMono(voicePath, rateHz);
  const all = new Float32Array(times * voice.length);
  for (let turn = 0; turn < times; turn++) all.set(voice, turn * voice.length);
  const path = writeWav(all, join(folder, 'repeated.wav'), rateHz);
  return { path, turnSeconds: voice.length / rateHz };
}
