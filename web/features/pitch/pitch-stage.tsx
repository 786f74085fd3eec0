'use client';
import { type ReactNode, useRef } from 'react';
import type { LivePicture } from './live-picture.ts';
import type { NoteBar } from './note-bars.ts';
import { type Picture, pictureHeight } from './picture.ts';
import type { DrawnNote } from './sung-stretch.ts';
import { useDrawnPitch } from './use-drawn-pitch.ts';
import { type MovedBeat, usePitchGestures } from './use-pitch-gestures.ts';
import type { PitchWindow } from './use-pitch-window.ts';

interface PitchStageProps {
  readonly window: PitchWindow;
  readonly shown: Omit<Picture, 'viewport' | 'plotWidth' | 'palette'>;
  readonly position: () => number;
  readonly isPlaying: boolean;
  readonly onHover: (bar: NoteBar | undefined) => void;
  readonly onTap: (seconds: number, bar: NoteBar | undefined) => void;
  readonly onAdd: ((drawn: DrawnNote) => void) | undefined;
  readonly onBeat: ((beat: MovedBeat) => void) | undefined;
  /** What is being sung now. */
  readonly live?: (() => LivePicture | undefined) | undefined;
  readonly children?: ReactNode;
}

/** The canvas and its playhead; `children` are laid over it. */
export function PitchStage(props: PitchStageProps) {
  const { window: pitchWindow, shown, position, isPlaying, onHover, onTap, onAdd } = props;
  const canvas = useRef<HTMLCanvasElement>(null);
  const playhead = useRef<HTMLDivElement>(null);
  const stroke = useRef<HTMLDivElement>(null);
  useDrawnPitch({
    ...{ canvas, playhead, shown, position, isPlaying, live: props.live },
    window: pitchWindow,
  });
  const { data, rows } = shown;
  usePitchGestures({
    ...{ canvas, stroke, data, rows, onHover, onTap, onAdd },
    window: pitchWindow,
    onBeat: props.onBeat,
  });
  const height = pictureHeight(shown);
  return (
    <div className="relative overflow-hidden select-none" style={{ height }}>
      <canvas
        ref={canvas}
        data-testid="pitch-canvas"
        className={`block h-full w-full touch-pan-y ${onAdd ? 'cursor-crosshair' : ''}`}
      />
      {props.children}
      <div
        ref={stroke}
        hidden
        className="pointer-events-none absolute top-0 left-0 rounded border-2 border-dashed border-leaf bg-leaf-soft opacity-80"
      />
      <div
        ref={playhead}
        data-testid="pitch-playhead"
        className="pointer-events-none absolute inset-y-0 left-0 w-0.5 -ml-px bg-glow"
      />
    </div>
  );
}
