import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { MeasuredNote } from '../metrics/note-metrics.ts';

/** A note of a karaoke song with what is sung on it. */
export interface WordNote extends MeasuredNote {
  /** Empty on a note that holds the syllable before it. */
  readonly syllable: string;
  /** Whether a new word begins with it. */
  readonly startsWord: boolean;
  readonly line: number;
}

export interface WordSong {
  readonly id: string;
  readonly notes: readonly WordNote[];
}

/** The songs of an UltraStar collection, with or without their audio. */
export function wordSongs(folder: string): WordSong[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort()
    .flatMap((id) => {
      const path = join(folder, id, 'song.txt');
      const notes = readWordNotes(readFileSync(path, 'utf8'));
      return notes.length > 0 ? [{ id, notes }] : [];
    });
}

const middleC = 60;
const ticksPerBeat = 4;

/** The notes of an UltraStar file with their syllables; those of the second voice of a duet are left out. */
export function readWordNotes(text: string): WordNote[] {
  const lines = text.replace(/^\ufeff/, '').split(/\r?\n/);
  const header = (name: string) => {
    const line = lines.find((candidate) => candidate.startsWith(`#${name}:`)) ?? '';
    return Number(line.slice(name.length + 2).replace(',', '.'));
  };
  const tickSeconds = 60 / ticksPerBeat / header('BPM');
  const gapSeconds = header('GAP') / 1000;
  const notes: WordNote[] = [];
  let line = 0;
  let isNewWord = true;
  for (const each of lines) {
    if (/^P\s*2/.test(each)) break;
    if (each.startsWith('-')) {
      line += 1;
      isNewWord = true;
    }
    const [, start, ticks, pitch, sung = ''] =
      /^[:*]\s+(-?\d+)\s+(\d+)\s+(-?\d+) ?(.*)$/.exec(each) ?? [];
    if (start === undefined) continue;
    const startSeconds = gapSeconds + Number(start) * tickSeconds;
    const endSeconds = startSeconds + Number(ticks) * tickSeconds;
    const isHeld = !/[\p{L}\p{N}]/u.test(sung) || sung.trim().startsWith('~');
    notes.push({
      ...{ startSeconds, endSeconds, midi: middleC + Number(pitch), line },
      syllable: isHeld ? '' : sung.trim().replaceAll('~', ''),
      startsWord: isNewWord || sung.startsWith(' '),
    });
    if (isHeld && /[\p{L}\p{N}]/u.test(sung)) joinToLast(notes, sung);
    isNewWord = sung.endsWith(' ');
  }
  return notes.filter(({ endSeconds, startSeconds }) => endSeconds > startSeconds);
}

/** Karaoke files write the end of a word on the note that holds it: `thi ~ng`. */
function joinToLast(notes: WordNote[], sung: string): void {
  const at = notes.findLastIndex(({ syllable }) => syllable !== '');
  const note = notes[at];
  if (note) notes[at] = { ...note, syllable: note.syllable + sung.trim().replaceAll('~', '') };
}

/** The words of a song as its singers would paste them: one line of text for each sung line. */
export function wordsText(notes: readonly WordNote[]): string {
  return linesOf(notes)
    .map(({ text }) => text)
    .join('\n');
}

/** The same as an LRC file, with the time of each line. */
export function lrcText(notes: readonly WordNote[]): string {
  return linesOf(notes)
    .map(({ text, seconds }) => {
      const minutes = Math.floor(seconds / 60);
      return `[${minutes}:${(seconds - 60 * minutes).toFixed(2)}]${text}`;
    })
    .join('\n');
}

function linesOf(notes: readonly WordNote[]): { text: string; seconds: number }[] {
  const lines = Map.groupBy(
    notes.filter(({ syllable }) => syllable !== ''),
    ({ line }) => line,
  );
  return [...lines.values()].map((line) => ({
    seconds: Math.max(0, line[0]?.startSeconds ?? 0),
    text: line
      .map(({ syllable, startsWord }, i) => (i > 0 && startsWord ? ` ${syllable}` : syllable))
      .join(''),
  }));
}
