'use client';
import { type KeyboardEvent, useCallback, useRef } from 'react';
import { useFrames } from '../player/use-frames.ts';
import { barAt, type NoteBar } from './note-bars.ts';
import { gutterWidth } from './picture.ts';
import { type PitchRows, yOf } from './pitch-rows.ts';
import { usePitchText } from './use-pitch-text.ts';
import type { PitchWindow } from './use-pitch-window.ts';
import { reveal, xOf } from './viewport.ts';

interface NoteCursorProps {
  readonly window: PitchWindow;
  readonly bars: readonly NoteBar[];
  readonly rows: PitchRows;
  readonly selected: NoteBar | undefined;
  readonly position: () => number;
  readonly onSelect: (bar: NoteBar) => void;
  readonly onSeek: (bar: NoteBar) => void;
}

const minSize = 24;
const increments: Readonly<Record<string, number>> = {
  ArrowLeft: -1,
  ArrowRight: 1,
  Home: Number.NEGATIVE_INFINITY,
  End: Number.POSITIVE_INFINITY,
};

/** Access to the notes by keyboard and screen reader: one button that moves from note to note. */
export function NoteCursor(props: NoteCursorProps) {
  const { window: pitchWindow, bars, rows, selected, position, onSelect, onSeek } = props;
  const { noteText } = usePitchText();
  const button = useRef<HTMLButtonElement>(null);
  const bar = selected ?? bars[0];
  useFrames(
    useCallback(() => {
      const viewport = pitchWindow.viewport();
      if (!button.current || !viewport || !bar) return;
      const { startSeconds, endSeconds } = bar.sung;
      const width = Math.max(minSize, (endSeconds - startSeconds) * viewport.pixelsPerSecond);
      const height = Math.max(minSize, rows.rowHeight);
      const left = gutterWidth + xOf(viewport, startSeconds);
      const { style } = button.current;
      style.width = `${width}px`;
      style.height = `${height}px`;
      style.transform = `translate(${left}px, ${yOf(rows, bar.midi) - height / 2}px)`;
    }, [pitchWindow, bar, rows]),
  );
  if (!bar) return null;
  const press = (event: KeyboardEvent) => {
    const increment = increments[event.key];
    if (increment === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    event.stopPropagation();
    const index = bars.indexOf(bar) + (selected ? increment : 0);
    const next = bars[Math.min(bars.length - 1, Math.max(0, index))];
    if (!next) return;
    onSelect(next);
    pitchWindow.move((viewport, stage) => reveal(viewport, next.sung, stage));
  };
  const enter = () => {
    if (!selected) onSelect(barAt(bars, position()) ?? bar);
  };
  return (
    <button
      ref={button}
      type="button"
      data-note-cursor=""
      data-testid="note-cursor"
      className="pointer-events-none absolute top-0 left-0 rounded opacity-0 focus-visible:opacity-100"
      aria-label={noteText(bar, bars)}
      onKeyDown={press}
      onFocus={enter}
      onClick={() => onSeek(bar)}
    />
  );
}
