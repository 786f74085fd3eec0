import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { SungNote } from '@my-pitch/shared/analysis';
import { z } from 'zod';
import { readRows } from '../metrics/read-rows.ts';
import { listRecordings } from '../recordings/list-recordings.ts';
import type { ReferenceScore } from './score-measures.ts';

const folder = resolve(import.meta.dirname, '../../../shared/testdata/singing/ssvd');

const metaSchema = z.record(z.string(), z.object({ score: z.string(), seconds: z.number() }));
const engravedSchema = z.object({
  time: z.string(),
  fifths: z.number(),
  notes: z.array(
    z.object({
      measure: z.number(),
      onset_q: z.number(),
      dur_q: z.number(),
      midi: z.number(),
    }),
  ),
});

export interface SsvdSong {
  readonly id: string;
  readonly audioPath: string;
  readonly seconds: number;
  /** Labelled onsets and offsets, with the printed pitches. */
  readonly labelled: readonly SungNote[];
  readonly reference: ReferenceScore;
}

/** The SSVD sight-singing recordings with their printed scores; empty if the recordings are not installed. */
export function readSsvd(): SsvdSong[] {
  const metaPath = join(folder, 'meta.json');
  if (!existsSync(metaPath)) return [];
  const meta = metaSchema.parse(JSON.parse(readFileSync(metaPath, 'utf8')));
  return Object.entries(meta).map(([id, { score, seconds }]) => ({
    id,
    audioPath: join(folder, `${id}.flac`),
    seconds,
    labelled: readLabels(id),
    reference: readReference(score),
  }));
}

/** The printed scores of all these songs. */
export function readPrints(): ReferenceScore[] {
  return listRecordings(join(folder, 'scores'), '.json').map(({ id }) => readReference(id));
}

function readReference(name: string): ReferenceScore {
  const text = readFileSync(join(folder, `scores/${name}.json`), 'utf8');
  const { time, fifths, notes } = engravedSchema.parse(JSON.parse(text));
  const [beats = 4, beatType = 4] = time.split('/').map(Number);
  const measureQuarters = (4 * beats) / beatType;
  return {
    time,
    fifths,
    notes: notes.map(({ onset_q, dur_q, midi }) => ({
      midi,
      quarters: dur_q,
      isDownbeat: onset_q % measureQuarters === 0,
    })),
  };
}

/** The labelled pitches lie up to a third of a semitone above the sung ones, so the printed pitch is taken. */
function readLabels(id: string): SungNote[] {
  const printed = readRows(join(folder, `${id}.label.txt`)).map(([, , , midi]) => midi ?? 0);
  return readRows(join(folder, `${id}.notes.txt`)).map(([start, end, sung], i) => ({
    startSeconds: start ?? 0,
    endSeconds: end ?? 0,
    midi: printed[i] ?? 0,
    centreMidi: sung ?? 0,
    deviationCents: 0,
    confidence: 1,
    loudnessDb: -20,
  }));
}
