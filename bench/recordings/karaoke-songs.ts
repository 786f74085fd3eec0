import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { MeasuredNote } from '../metrics/note-metrics.ts';

/** A whole song, with the notes that somebody wrote down for karaoke. */
export interface KaraokeSong {
  readonly id: string;
  readonly path: string;
  readonly notes: readonly MeasuredNote[];
}

/**
 * Songs of a collection for UltraStar: a folder each, with `song.txt` and the audio that it names.
 * Folders without either are left out.
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
/** The tempo is given in beats of four steps each. */
const stepsPerBeat = 4;

/**
 * The notes of an UltraStar file, but for those that are spoken or free, and the name of its audio. A
 * note's line has its kind, its first step, its length in steps, semitones above middle C, in whatever
 * octave the writer chose, and a syllable.
 */
export function readUltraStar(text: string): { audio: string; notes: MeasuredNote[] } {
  const lines = text.split(/\r?\n/);
  const header = (name: string) => {
    const line = lines.find((candidate) => candidate.startsWith(`#${name}:`));
    return line?.slice(name.length + 2).trim() ?? '';
  };
  const number = (name: string) => Number(header(name).replace(',', '.'));
  const stepSeconds = 60 / stepsPerBeat / number('BPM');
  const gapSeconds = number('GAP') / 1000;
  const notes = lines.flatMap((line) => {
    const [, start, steps, pitch] = /^[:*]\s+(-?\d+)\s+(\d+)\s+(-?\d+)/.exec(line) ?? [];
    if (start === undefined) return [];
    const startSeconds = gapSeconds + Number(start) * stepSeconds;
    const endSeconds = startSeconds + Number(steps) * stepSeconds;
    return [{ startSeconds, endSeconds, midi: middleC + Number(pitch) }];
  });
  return { audio: header('AUDIO') || header('MP3'), notes };
}
