'use client';
import { type PointerEvent, useRef } from 'react';

/** Shorter drags, in CSS pixels, are taps. */
const minPixels = 3;

/** The end of a drag, in CSS pixels. */
export interface GripDrop {
  /** How far the pointer went sideways. */
  readonly pixels: number;
  readonly clientX: number;
  readonly clientY: number;
  /** Where the pointer was pressed. */
  readonly startY: number;
}

interface GripDrag {
  /** Receives the distance so far; 0 when the drag has ended. */
  readonly onMove: (pixels: number) => void;
  readonly onDrop: (drop: GripDrop) => void;
}

/** Handlers of a grip that mouse, pen and finger drag sideways. A cancelled drag changes nothing. */
export function useGripDrag({ onMove, onDrop }: GripDrag) {
  const start = useRef<{ readonly x: number; readonly y: number }>(undefined);
  const begin = (event: PointerEvent) => {
    event.currentTarget.setPointerCapture(event.pointerId);
    start.current = { x: event.clientX, y: event.clientY };
    event.stopPropagation();
  };
  const move = ({ clientX }: PointerEvent) => {
    if (start.current) onMove(clientX - start.current.x);
  };
  const end = ({ type, clientX, clientY }: PointerEvent) => {
    const from = start.current;
    start.current = undefined;
    onMove(0);
    if (!from || type !== 'pointerup') return;
    const pixels = clientX - from.x;
    if (Math.abs(pixels) > minPixels) onDrop({ pixels, clientX, clientY, startY: from.y });
  };
  return { onPointerDown: begin, onPointerMove: move, onPointerUp: end, onPointerCancel: end };
}
