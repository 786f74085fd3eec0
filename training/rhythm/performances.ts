import { z } from 'zod';
import type { NoteEvent } from '../../gpu-worker/stages/score/rhythm/note-event.ts';

/** A line written by perform.py: `notes` [onset, duration, midi] in ticks of 48 to a quarter, `sung` [start, end, midi] in seconds. */
const lineSchema = z.object({
  time: z.string(),
  notes: z.array(z.tuple([z.number(), z.number(), z.number()])),
  sung: z.array(z.tuple([z.number(), z.number(), z.number()])),
});

interface PrintedNote {
  readonly tick: number;
  readonly midi: number;
}

export interface Performance {
  readonly time: string;
  readonly printed: readonly PrintedNote[];
  readonly notes: readonly NoteEvent[];
}

/** Parses lines of perform.py. */
export function readPerformances(text: string): Performance[] {
  return text
    .trim()
    .split('\n')
    .map((line) => lineSchema.parse(JSON.parse(line)))
    .map(({ time, notes, sung }) => ({
      time,
      printed: notes.map(([tick, , midi]) => ({ tick, midi })),
      notes: sung.map(([startSeconds, endSeconds, midi]) => ({ startSeconds, endSeconds, midi })),
    }));
}
