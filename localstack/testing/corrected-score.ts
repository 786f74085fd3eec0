import type { EditableDocument } from '@my-pitch/shared/editable-document';

/** Corrections that delete every note. */
export const correctedScore: EditableDocument = {
  version: 1,
  title: '고친 노래',
  clef: 'treble',
  timeSignature: { beats: 4, beatType: 4 },
  keySignature: { fifths: 0, mode: 'major' },
  pickupTicks: 0,
  tempos: [{ tick: 0, quarterBpm: 90 }],
  timePoints: [],
  notes: [],
};

/** The condition of the first version of corrections. */
export const firstVersion = { 'if-none-match': '*' };
