import type { Judgement } from './judge.ts';
import type { LivePicture } from './live-picture.ts';
import type { NoteBar } from './note-bars.ts';
import type { Palette } from './palette.ts';
import type { Peaks } from './peaks.ts';
import type { PitchRows } from './pitch-rows.ts';
import type { SungCurve } from './sung-curve.ts';
import type { Viewport } from './viewport.ts';

/** The data of a song in the pitch view. */
export interface PitchData {
  readonly bars: readonly NoteBar[];
  readonly curve: SungCurve | undefined;
  readonly judgements: readonly (Judgement | undefined)[];
  readonly measures: readonly MeasureLine[];
  /** The key signature that spells the rows' names: sharps (positive) or flats (negative). */
  readonly fifths: number;
  /** How much higher everything is shown than it is written in the recorded key. */
  readonly semitones: number;
}

/** The start of a measure in the recording. */
export interface MeasureLine {
  readonly number: number;
  readonly tick: number;
  readonly seconds: number;
}

/** Everything that is drawn in one frame of the pitch view. */
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
  /** What is being sung, in place of the original's pitch. */
  readonly live?: LivePicture | undefined;
}

/** Width of the note names' column, in CSS pixels. */
export const gutterWidth = 46;
/** Height of the time axis between rows and waveform, in CSS pixels. */
export const axisHeight = 20;
export const canvasFont =
  '600 11px "My Pitch Signs", "Noto Sans KR Variable", system-ui, sans-serif';

export function pictureHeight({ rows, waveHeight }: Pick<Picture, 'rows' | 'waveHeight'>): number {
  return rows.height + axisHeight + waveHeight;
}
