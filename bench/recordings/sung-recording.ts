import { join } from 'node:path';
import { hzToMidi } from '@my-pitch/shared/pitch-units';
import type { MeasuredNote } from '../metrics/note-metrics.ts';
import { readRows } from '../metrics/read-rows.ts';
import { listRecordings } from './list-recordings.ts';
import { testDataPath } from './test-data.ts';

/** A solo voice with annotated notes. */
export interface SungRecording {
  readonly id: string;
  readonly path: string;
  readonly notes: readonly MeasuredNote[];
  /** Whether the notes have the pitch of the score, in whole semitones, or the sung pitch. */
  readonly pitches: 'written' | 'sung';
}

/**
 * Sight-singing of SSVD: onsets and offsets from the labels, pitch from the score, because the
 * labelled pitch is sharp and the singers are detuned or sing in another key.
 */
export function ssvdRecordings(): SungRecording[] {
  const folder = testDataPath('singing', 'ssvd');
  return listRecordings(folder, '.flac').map(({ id, path }) => {
    const engraved = readRows(join(folder, `${id}.label.txt`));
    const notes = readRows(join(folder, `${id}.notes.txt`)).map(
      ([startSeconds = 0, endSeconds = 0, midi = 0], i) => ({
        startSeconds,
        endSeconds,
        midi: engraved[i]?.[3] ?? midi,
      }),
    );
    return { id, path, notes, pitches: 'written' };
  });
}

/** Vocadito's recording twice, with the notes of each annotator. */
export function vocaditoRecordings(): SungRecording[] {
  return ['A1', 'A2'].map((annotator) => ({
    id: `vocadito_10 ${annotator}`,
    path: testDataPath('singing', 'vocadito', 'vocadito_10.wav'),
    notes: readRows(testDataPath('singing', 'vocadito', `vocadito_10_notes${annotator}.csv`)).map(
      ([startSeconds = 0, hz = 0, seconds = 0]) => ({
        startSeconds,
        endSeconds: startSeconds + seconds,
        midi: hzToMidi(hz),
      }),
    ),
    pitches: 'sung',
  }));
}

/**
 * Recordings of any collection: `ID.flac` and `ID.txt` in the format of SSVD 2.0, onset and offset in
 * seconds and sung MIDI pitch of one note per line.
 */
export function labelledRecordings(folder: string): SungRecording[] {
  return listRecordings(folder, '.flac').map(({ id, path }) => {
    const notes = readRows(join(folder, `${id}.txt`))
      .map(([startSeconds = 0, endSeconds = 0, midi = 0]) => ({ startSeconds, endSeconds, midi }))
      .filter(({ startSeconds, endSeconds }) => endSeconds > startSeconds);
    return { id, path, notes, pitches: 'sung' };
  });
}
