import { ticksPerQuarter } from '@my-pitch/shared/score';
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

/** The same performance at another speed. */
export function atSpeed(performance: Performance, speed: number): Performance {
  const notes = performance.notes.map(({ midi, startSeconds, endSeconds }) => ({
    midi,
    startSeconds: startSeconds / speed,
    endSeconds: endSeconds / speed,
  }));
  return { ...performance, notes };
}

/** The same performance several times in a row, in time: it begins again with a measure. */
export function repeated(performance: Performance, times: number): Performance {
  const { printed, notes, time } = performance;
  const [beats = 4, beatType = 4] = time.split('/').map(Number);
  const measureTicks = (4 * ticksPerQuarter * beats) / beatType;
  const spanTicks = (printed.at(-1)?.tick ?? 0) - (printed[0]?.tick ?? 0);
  const spanSeconds = (notes.at(-1)?.startSeconds ?? 0) - (notes[0]?.startSeconds ?? 0);
  const turnTicks = (Math.floor(spanTicks / measureTicks) + 1) * measureTicks;
  const turnSeconds = (turnTicks / spanTicks) * spanSeconds;
  const turns = Array.from({ length: times }, (_, turn) => turn);
  return {
    ...performance,
    printed: turns.flatMap((turn) =>
      printed.map(({ tick, midi }) => ({ tick: tick + turn * turnTicks, midi })),
    ),
    notes: turns.flatMap((turn) =>
      notes.map(({ midi, startSeconds, endSeconds }) => ({
        midi,
        startSeconds: startSeconds + turn * turnSeconds,
        endSeconds: endSeconds + turn * turnSeconds,
      })),
    ),
  };
}
