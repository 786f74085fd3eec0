'use client';
import { type ReactNode, type RefObject, useCallback, useRef } from 'react';
import { useGripDrag } from '../../components/use-grip-drag.ts';
import { useFrames } from '../player/use-frames.ts';
import type { ScoreHandle } from '../score/engraving/score-view.ts';
import type { StaffPoint } from '../score/engraving/staff-point.ts';

type Sheet = RefObject<ScoreHandle | null>;

/** Something at a staff point, which follows the sheet each frame. Its size is in staff spaces. */
function StaffOverlay(props: { sheet: Sheet; point: StaffPoint; children: ReactNode }) {
  const { sheet, point, children } = props;
  const element = useRef<HTMLDivElement>(null);
  useFrames(
    useCallback(() => {
      const at = sheet.current?.windowPointOf(point);
      const style = element.current?.style;
      if (!style) return;
      style.visibility = at ? 'visible' : 'hidden';
      if (!at) return;
      style.transform = `translate(${at.x}px, ${at.y}px)`;
      style.fontSize = `${at.spacePixels}px`;
    }, [sheet, point]),
  );
  return (
    <div ref={element} className="no-print pointer-events-none fixed top-0 left-0 z-[5] invisible">
      {children}
    </div>
  );
}

/** A note head where a note would be added. */
export function GhostNote({ sheet, point }: { sheet: Sheet; point: StaffPoint }) {
  return (
    <StaffOverlay sheet={sheet} point={point}>
      <div
        data-testid="ghost-note"
        className="h-[1em] w-[1.35em] -translate-y-1/2 -rotate-20 rounded-[50%] border-2 border-dashed border-leaf bg-leaf-soft"
      />
    </StaffOverlay>
  );
}

interface LengthHandleProps {
  readonly sheet: Sheet;
  /** Where the note ends. */
  readonly point: StaffPoint;
  /** Receives the tick under the pointer, at the end of a drag. */
  readonly onDrop: (tick: number) => void;
}

/** A grip at the end of the selected note: dragging it changes the note's length. Buttons and keys do the same. */
export function LengthHandle({ sheet, point, onDrop }: LengthHandleProps) {
  const grip = useRef<HTMLDivElement>(null);
  const drag = useGripDrag({
    onMove: (pixels) => {
      if (grip.current)
        grip.current.style.transform = pixels === 0 ? '' : `translateX(${pixels}px)`;
    },
    onDrop: ({ clientX, clientY, startY }) => {
      const target =
        sheet.current?.staffPointAt(clientX, clientY) ??
        sheet.current?.staffPointAt(clientX, startY);
      if (target) onDrop(target.tick);
    },
  });
  return (
    <StaffOverlay sheet={sheet} point={point}>
      <div
        aria-hidden="true"
        data-testid="length-handle"
        data-edit-part=""
        className="pointer-events-auto -ml-[0.8em] flex h-11 w-8 -translate-x-1/2 -translate-y-1/2 cursor-ew-resize touch-none items-center justify-center"
        {...drag}
      >
        <div ref={grip} className="h-8 w-2 rounded-full border-2 border-sheet bg-leaf shadow-md" />
      </div>
    </StaffOverlay>
  );
}
