import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { dbToPower } from '@my-pitch/shared/decibels';
import { addNoise } from '../recordings/add-noise.ts';
import { readMono } from '../recordings/read-mono.ts';
import { writeWav } from '../recordings/write-wav.ts';

const rateHz = 44_100;

/** Writes what happens to a voice on its way, as a WAV file in a folder. Returns its path. */
export type Degradation = (voicePath: string, folder: string) => string;

/** Noise of a room or a microphone. */
export const withNoise =
  (signalToNoiseDb: number): Degradation =>
  (voicePath, folder) =>
    writeWav(
      addNoise(readMono(voicePath, rateHz), signalToNoiseDb),
      join(folder, 'noise.wav'),
      rateHz,
    );

/** A telephone: 300 to 3400 Hz, compressed, 8 kHz with 8 bits. */
export const throughPhone: Degradation = (voicePath, folder) => {
  const [narrow, path] = [join(folder, 'narrow.wav'), join(folder, 'phone.wav')];
  const band = 'highpass=f=300,highpass=f=300,lowpass=f=3400,lowpass=f=3400,acompressor';
  const coded = ['-af', band, '-ac', '1', '-ar', '8000', '-c:a', 'pcm_mulaw'];
  execFileSync('ffmpeg', ['-v', 'error', '-y', '-i', voicePath, ...coded, narrow]);
  return writeWav(readMono(narrow, rateHz), path, rateHz);
};

/** A room: an impulse response of decaying noise, as loud as the direct sound 3 dB lower. */
export const inRoom =
  (reverberationSeconds: number, reverberationDb = -3): Degradation =>
  (voicePath, folder) => {
    const tail = addNoise(new Float32Array(reverberationSeconds * rateHz).fill(1e-3), -60);
    const decayed = tail.map((noise, i) => noise * 10 ** ((-3 * i) / tail.length));
    const energy = decayed.reduce((sum, sample) => sum + sample * sample, 0);
    const scale = Math.sqrt(dbToPower(reverberationDb) / energy);
    const response = decayed.map((sample, i) => (i === 0 ? 1 : scale * sample));
    const room = writeWav(response, join(folder, 'room.wav'), rateHz);
    const path = join(folder, 'wet.wav');
    const filter = ['-filter_complex', '[0][1]afir=gtype=none', '-c:a', 'pcm_f32le'];
    execFileSync('ffmpeg', ['-v', 'error', '-y', '-i', voicePath, '-i', room, ...filter, path]);
    return path;
  };

/** Another sound in the microphone, at a level relative to the voice. */
export const withBleed =
  (accompaniment: Float32Array, levelDb: number): Degradation =>
  (voicePath, folder) => {
    const voice = readMono(voicePath, rateHz);
    const scale = Math.sqrt((dbToPower(levelDb) * powerOf(voice)) / powerOf(accompaniment));
    const mixed = voice.map((sample, i) => sample + scale * (accompaniment[i] ?? 0));
    return writeWav(mixed, join(folder, 'bleed.wav'), rateHz);
  };

function powerOf(samples: Float32Array): number {
  return samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length;
}
