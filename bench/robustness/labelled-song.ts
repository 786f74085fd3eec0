import type { MeasuredNote } from '../metrics/note-metrics.ts';
import {
  labelledRecordings,
  type SungRecording,
  ssvdRecordings,
  vocaditoRecordings,
} from '../recordings/sung-recording.ts';
import { findPrint } from '../score/find-print.ts';
import type { ReferenceScore } from '../score/score-measures.ts';
import { readPrints, readSsvd } from '../score/ssvd-songs.ts';

/** A recording of a voice, its labelled notes, and its printed score if it is known. */
export interface LabelledSong {
  readonly id: string;
  readonly path: string;
  readonly notes: readonly MeasuredNote[];
  readonly pitches: SungRecording['pitches'];
  readonly reference?: ReferenceScore | undefined;
  /** Whether the voice was separated from a band. */
  readonly isSeparated?: boolean;
  /** How many times as fast it is as it was sung and labelled; 1 if absent. */
  readonly speed?: number;
}

/**
 * All labelled recordings: sight-singing with its print, vocadito by its first annotator, and those of
 * a folder as {@link labelledRecordings} reads them, with their print if they sing a printed melody.
 * @throws {Error} if the test recordings are not installed.
 */
export function labelledSongs(folder: string | undefined): LabelledSong[] {
  const references = new Map(readSsvd().map(({ id, reference }) => [id, reference]));
  const known = [...ssvdRecordings(), ...vocaditoRecordings().slice(0, 1)];
  const prints = readPrints();
  return [
    ...known.map((recording) => ({ ...recording, reference: references.get(recording.id) })),
    ...(folder === undefined ? [] : labelledRecordings(folder)).map((recording) => ({
      ...recording,
      reference: findPrint(recording.notes, prints),
    })),
  ];
}
