import { join } from 'node:path';
import { hzToMidi } from '@my-pitch/shared/pitch-units';
import type { MeasuredNote } from '../metrics/note-metrics.ts';
import { readRows } from '../metrics/read-rows.ts';
import { listRecordings } from './list-recordings.ts';
import { testDataPath } from './test-data.ts';

/** A voice alone, with its notes as people wrote them down. */
export interface SungRecording {
  readonly id: string;
  readonly path: string;
  readonly notes: readonly MeasuredNote[];
  /** Whether the notes have the pitches of the score, whole semitones, or those that were sung. */
  readonly pitches: 'written' | 'sung';
}

/**
 * Sight-singing of SSVD: onsets and offsets as labelled, pitch as engraved in the score, since the
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

/** Vocadito's recording, once with the notes of each of its two annotators. */
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
 * Recordings of any collection: `ID.flac`, and `ID.txt` with onset and offset in seconds and the sung
 * MIDI pitch of each note in a line, as SSVD 2.0 has them.
 */
export function labelledRecordings(folder: string): SungRecording[] {
  return listRecordings(folder, '.flac').map(({ id, path }) => {
    const notes = readRows(join(folder, `${id}.txt`))
      .map(([startSeconds = 0, endSeconds = 0, midi = 0]) => ({ startSeconds, endSeconds, midi }))
      .filter(({ startSeconds, endSeconds }) => endSeconds > startSeconds);
    return { id, path, notes, pitches: 'sung' };
  });
}
