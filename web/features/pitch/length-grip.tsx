'use client';
import type { Score } from '@my-pitch/shared/score';
import { tickAtSeconds } from '@my-pitch/shared/time-map';
import { useCallback, useMemo, useRef } from 'react';
import { useGripDrag } from '../../components/use-grip-drag.ts';
import { useFrames } from '../player/use-frames.ts';
import type { NoteBar } from './note-bars.ts';
import { gutterWidth } from './picture.ts';
import { type PitchRows, yOf } from './pitch-rows.ts';
import type { PitchWindow } from './use-pitch-window.ts';
import { xOf } from './viewport.ts';
import { writtenEndSeconds } from './written-end.ts';

interface LengthGripProps {
  readonly score: Score;
  readonly window: PitchWindow;
  readonly rows: PitchRows;
  readonly bar: NoteBar;
  /** Receives the fractional tick under the grip, at the end of a drag. */
  readonly onEnd: (sungNote: number, endTick: number) => void;
}

/**
 * The grip at the end of the selected note, as on the staff: dragging it changes the written length, which
 * an outline shows. Buttons and keys do the same.
 */
export function LengthGrip({ score, window: pitchWindow, rows, bar, onEnd }: LengthGripProps) {
  const endSeconds = useMemo(
    () => writtenEndSeconds(score, bar.sungNote) ?? bar.sung.endSeconds,
    [score, bar],
  );
  const grip = useRef<HTMLDivElement>(null);
  const outline = useRef<HTMLDivElement>(null);
  const dragged = useRef(0);
  useFrames(
    useCallback(() => {
      const viewport = pitchWindow.viewport();
      if (!viewport || !grip.current || !outline.current) return;
      const start = xOf(viewport, bar.sung.startSeconds);
      const end = xOf(viewport, endSeconds) + dragged.current;
      const y = yOf(rows, bar.midi);
      grip.current.style.visibility = end < 0 ? 'hidden' : 'visible';
      grip.current.style.transform = `translate(${gutterWidth + end}px, ${y}px)`;
      const { style } = outline.current;
      style.transform = `translate(${gutterWidth + start}px, ${y - rows.rowHeight / 2}px)`;
      style.width = `${Math.max(0, end - start)}px`;
      style.height = `${rows.rowHeight}px`;
    }, [pitchWindow, rows, bar, endSeconds]),
  );
  const drag = useGripDrag({
    onMove: (pixels) => {
      dragged.current = pixels;
    },
    onDrop: ({ pixels }) => {
      const viewport = pitchWindow.viewport();
      if (!viewport) return;
      const seconds = endSeconds + pixels / viewport.pixelsPerSecond;
      onEnd(bar.sungNote, tickAtSeconds(score.timeMap, seconds));
    },
  });
  return (
    <>
      <div
        ref={outline}
        className="pointer-events-none absolute top-0 left-0 rounded border-2 border-dashed border-leaf"
      />
      <div
        ref={grip}
        aria-hidden="true"
        data-testid="pitch-length-grip"
        data-edit-part=""
        className="absolute top-0 left-0 -mt-[22px] -ml-4 flex h-11 w-8 cursor-ew-resize touch-none items-center justify-center"
        {...drag}
      >
        <div className="h-8 w-2 rounded-full border-2 border-sheet bg-leaf shadow-md" />
      </div>
    </>
  );
}
