import type { Judgement } from './judge.ts';
import type { NoteBar } from './note-bars.ts';
import type { Palette } from './palette.ts';
import type { Peaks } from './peaks.ts';
import type { PitchRows } from './pitch-rows.ts';
import type { SungCurve } from './sung-curve.ts';
import type { Viewport } from './viewport.ts';

/** What the pitch view shows of a song, whatever part of it. */
export interface PitchData {
  readonly bars: readonly NoteBar[];
  readonly curve: SungCurve | undefined;
  readonly judgements: readonly (Judgement | undefined)[];
  readonly measures: readonly MeasureLine[];
  /** Sharps (positive) or flats (negative) that spell the rows' names. */
  readonly fifths: number;
}

/** Where a measure begins in the recording. */
interface MeasureLine {
  readonly number: number;
  readonly seconds: number;
}

/** One frame of the pitch view, decided; drawing it is only a matter of strokes. */
export interface Picture {
  readonly data: PitchData;
  readonly peaks: Peaks | undefined;
  readonly viewport: Viewport;
  readonly rows: PitchRows;
  /** CSS pixels of the plot, right of the note names. */
  readonly plotWidth: number;
  readonly waveHeight: number;
  readonly palette: Palette;
  readonly activeNote: number | undefined;
  readonly selectedNote: number | undefined;
}

/** CSS pixels of the note names' column. */
export const gutterWidth = 46;
/** CSS pixels of the line of times between the rows and the waveform. */
export const axisHeight = 20;
export const canvasFont =
  '600 11px "My Pitch Signs", "Noto Sans KR Variable", system-ui, sans-serif';

export function pictureHeight({ rows, waveHeight }: Pick<Picture, 'rows' | 'waveHeight'>): number {
  return rows.height + axisHeight + waveHeight;
}
