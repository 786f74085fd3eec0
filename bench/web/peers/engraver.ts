import type { Score } from '@my-pitch/shared/score';

/** One song in the formats that engravers read. */
export interface Song {
  readonly score: Score;
  readonly musicXml: string;
  readonly abc: string;
}

/** A program that draws scores, in a page of the benchmark. */
export interface Engraver {
  /** Loads its code, fonts and other files, which is not measured. */
  load(): Promise<void>;
  /** Starts to draw a song on an empty sheet, as its users would see it. */
  open(sheet: HTMLElement, song: Song): Promise<void>;
  /** Resolves when every row is drawn. */
  drawAll(): Promise<void>;
  /** Lays out and draws every row again, for the sheet's present width. */
  reflow(): Promise<void>;
  /** The drawn notes, in order; `undefined` for one that is not drawn. */
  noteAt(index: number): Element | undefined;
  /** How many rows in the window are empty. */
  countBlankRows(): number;
}

export type EngraverName = 'ours' | 'verovio' | 'alphaTab' | 'OSMD' | 'abcjs';

/** What the page of the benchmark offers as `window.peerBench`. */
export interface PeerBench {
  readonly ready: Promise<void>;
  /** Times in ms from the start, in a fresh page. */
  open(): Promise<{ firstRowMs: number; nodes: number; allRowsMs: number; heightPx: number }>;
  /** Opens without drawing more than users see. */
  show(): Promise<void>;
  reflow(width: number): Promise<number>;
  scroll(seconds: number, pixels: number): Promise<{ times: number[]; blankFrames: number }>;
  highlight(seconds: number, notesPerSecond: number): Promise<boolean>;
}
