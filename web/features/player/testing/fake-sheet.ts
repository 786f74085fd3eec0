import type { RefObject } from 'react';
import type { ScoreHandle } from '../../score/engraving/score-view.ts';

/** A symbol on the sheet that records its classes, at these pixels from the top of the window. */
export function symbolAt(top: number) {
  const classes = new Set<string>();
  return {
    classes,
    classList: {
      add: (name: string) => classes.add(name),
      remove: (name: string) => classes.delete(name),
    },
    getBoundingClientRect: () => ({ top, bottom: top + 80 }),
  };
}
export type FakeSymbol = ReturnType<typeof symbolAt>;

/** A sheet on which a test draws and erases symbols and rows, by the id of their element. */
export function fakeSheet(symbols: Record<string, FakeSymbol>) {
  const rows: Record<string, FakeSymbol> = {};
  const handle = { elementOf: (id: string) => symbols[id], rowOf: (id: string) => rows[id] };
  const sheet = { current: handle } as unknown as RefObject<ScoreHandle | null>;
  return { sheet, symbols, rows };
}

/** Frames that a test paints, with the globals that request them. */
export function fakeFrames() {
  const requested = new Map<number, () => void>();
  let handles = 0;
  return {
    globals: {
      requestAnimationFrame: (frame: () => void) => {
        handles += 1;
        requested.set(handles, frame);
        return handles;
      },
      cancelAnimationFrame: (handle: number) => requested.delete(handle),
    },
    /** Paints a frame, and tells how many callbacks it had. */
    paint: () => {
      const frames = [...requested.values()];
      requested.clear();
      for (const frame of frames) frame();
      return frames.length;
    },
  };
}
