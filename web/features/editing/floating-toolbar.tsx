'use client';
import { type ReactNode, useCallback, useRef } from 'react';
import { useFrames } from '../player/use-frames.ts';
import { positionToolbar, type ToolbarAnchor } from './position-toolbar.ts';
import { useClearRow } from './reveal-row.ts';

interface FloatingToolbarProps {
  readonly label: string;
  readonly testId: string;
  /** What it belongs to, and the row that it must not cover. */
  readonly anchor: () => ToolbarAnchor | undefined;
  readonly children: ReactNode;
}

/** A toolbar beside a row of the sheet, or at the bottom of a small window. */
export function FloatingToolbar({ label, testId, anchor, children }: FloatingToolbarProps) {
  const element = useRef<HTMLDivElement>(null);
  useClearRow(element, anchor);
  useFrames(
    useCallback(() => {
      if (element.current) positionToolbar(element.current, anchor());
    }, [anchor]),
  );
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for fields, and cannot be laid out like this.
    <div
      ref={element}
      role="group"
      aria-label={label}
      data-testid={testId}
      data-edit-toolbar=""
      className="no-print fixed top-0 left-0 z-30 max-h-[calc(100dvh-80px)] max-w-[calc(100vw-16px)] overflow-y-auto overscroll-contain rounded-3xl border border-line bg-sheet p-1.5 shadow-lg shadow-black/15 max-sm:inset-x-0 max-sm:top-auto max-sm:bottom-0 max-sm:max-h-[60dvh] max-sm:max-w-none max-sm:rounded-b-none max-sm:pb-[max(0.75rem,env(safe-area-inset-bottom))]"
    >
      {children}
    </div>
  );
}
