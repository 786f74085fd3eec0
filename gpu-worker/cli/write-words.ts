import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseWords, type WordLine } from '@my-pitch/shared/lyrics/parse-words';
import { setWords } from '@my-pitch/shared/lyrics/set-words';
import { renderLrc } from '@my-pitch/shared/lyrics/write-lrc';
import { renderUltraStar } from '@my-pitch/shared/lyrics/write-ultrastar';
import { renderAbc } from '@my-pitch/shared/notation/abc';
import { editableOf } from '@my-pitch/shared/notation/document-of-score';
import { renderMidi } from '@my-pitch/shared/notation/midi';
import { renderScoreDocuments } from '@my-pitch/shared/notation/score-documents';
import { scoreOf } from '@my-pitch/shared/notation/score-of-document';
import type { Score } from '@my-pitch/shared/score';
import { type ExtraFormat, extraFormats } from './extra-formats.ts';
import { SongNotReadable } from './failed-run.ts';

/**
 * Reads the words of a song from a text or LRC file.
 * @throws {SongNotReadable} when it cannot be read, or has no words.
 */
export async function readWords(path: string): Promise<readonly WordLine[]> {
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new SongNotReadable(`The words at ${path} cannot be read`, { cause });
  });
  const lines = parseWords(text);
  if (lines.length === 0) throw new SongNotReadable(`There are no words in ${path}`);
  return lines;
}

/**
 * The score with words under its notes.
 * @throws {SongNotReadable} when there are far too many.
 */
export function withWords(score: Score, lines: readonly WordLine[]): Score {
  const document = editableOf(score);
  const notes = setWords(document.notes, lines);
  if (!notes)
    throw new SongNotReadable('The words have far more syllables than the song has notes');
  return scoreOf({ ...document, notes });
}

/** Writes the score again with its words, and in other formats. @returns the names of the new files. */
export async function writeWords(
  score: Score,
  { outDir, song, formats }: { outDir: string; song: string; formats: readonly ExtraFormat[] },
): Promise<readonly string[]> {
  for (const [name, content] of renderScoreDocuments(score)) {
    await writeFile(join(outDir, name), content);
  }
  for (const format of formats) {
    await writeFile(join(outDir, extraFormats[format]), rendered(score, format, song));
  }
  return formats.map((format) => extraFormats[format]);
}

function rendered(score: Score, format: ExtraFormat, song: string): string | Uint8Array {
  if (format === 'abc') return renderAbc(score);
  if (format === 'midi-chords') return renderMidi(score, { playsChords: true });
  if (format === 'ultrastar') return renderUltraStar(score, song);
  return renderLrc(score, { isEnhanced: format === 'lrc-words' });
}
