import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { MeasuredNote } from '../metrics/note-metrics.ts';

/** A whole song with its karaoke notes. */
export interface KaraokeSong {
  readonly id: string;
  readonly path: string;
  readonly notes: readonly MeasuredNote[];
}

/**
 * The songs of an UltraStar collection: one folder per song with `song.txt` and the audio it names.
 * Incomplete folders are skipped.
 */
export function karaokeSongs(folder: string): KaraokeSong[] {
  const songs = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return songs.flatMap(({ name: id }) => {
    const files = readdirSync(join(folder, id));
    if (!files.includes('song.txt')) return [];
    const { audio, notes } = readUltraStar(readFileSync(join(folder, id, 'song.txt'), 'utf8'));
    return files.includes(audio) ? [{ id, path: join(folder, id, audio), notes }] : [];
  });
}

const middleC = 60;
/** An UltraStar beat has four ticks. */
const ticksPerBeat = 4;

/**
 * The sung notes of an UltraStar file, without spoken and freestyle ones, and the name of its audio. A
 * note's line has its kind, start and length in ticks, semitones above middle C (in any octave) and a
 * syllable.
 */
export function readUltraStar(text: string): { audio: string; notes: MeasuredNote[] } {
  const lines = text.split(/\r?\n/);
  const header = (name: string) => {
    const line = lines.find((candidate) => candidate.startsWith(`#${name}:`));
    return line?.slice(name.length + 2).trim() ?? '';
  };
  const number = (name: string) => Number(header(name).replace(',', '.'));
  const tickSeconds = 60 / ticksPerBeat / number('BPM');
  const gapSeconds = number('GAP') / 1000;
  const notes = lines.flatMap((line) => {
    const [, start, ticks, pitch] = /^[:*]\s+(-?\d+)\s+(\d+)\s+(-?\d+)/.exec(line) ?? [];
    if (start === undefined) return [];
    const startSeconds = gapSeconds + Number(start) * tickSeconds;
    const endSeconds = startSeconds + Number(ticks) * tickSeconds;
    return [{ startSeconds, endSeconds, midi: middleC + Number(pitch) }];
  });
  return { audio: header('AUDIO') || header('MP3'), notes };
}
