'use client';
import { type RefObject, useCallback, useRef } from 'react';
import type { LivePicture } from '../pitch/live-picture.ts';
import { useFrames } from '../player/use-frames.ts';
import { gradeSungNote, markDrawnNotes } from '../takes/mark-notes.ts';
import { useDrawnRows } from '../takes/use-drawn-rows.ts';
import { gradeOfVerdict, liveShapes } from './live-grades.ts';

type Verdicts = LivePicture['verdicts'];
const none: Verdicts = new Map();

interface LiveMarking {
  readonly sungNotes: ReadonlyMap<string, number>;
  readonly isAbove: boolean;
}

/**
 * Marks the notes of a sheet while they are judged. Each frame touches only the notes that were judged since the
 * last one; all are marked when rows are drawn, and when another take begins.
 */
export function useLiveMarks(
  box: RefObject<HTMLElement | null>,
  { sungNotes, isAbove }: LiveMarking,
  live: () => LivePicture | undefined,
): void {
  const marked = useRef({ verdicts: none, count: 0 });
  const markAll = useCallback(
    (container: HTMLElement) => {
      const verdicts = live()?.verdicts ?? none;
      const grades = new Map(
        [...verdicts].map(([note, verdict]) => [note, gradeOfVerdict(verdict)] as const),
      );
      markDrawnNotes(container, { sungNotes, grades, shapes: liveShapes, isAbove });
      marked.current = { verdicts, count: verdicts.size };
    },
    [sungNotes, isAbove, live],
  );
  useDrawnRows(box, markAll);
  useFrames(
    useCallback(() => {
      const container = box.current;
      const verdicts = live()?.verdicts ?? none;
      const { verdicts: before, count } = marked.current;
      if (!container || (verdicts === before && verdicts.size === count)) return;
      if (verdicts !== before) return markAll(container);
      for (const [note, verdict] of [...verdicts].slice(count)) {
        gradeSungNote(container, note, gradeOfVerdict(verdict), { shapes: liveShapes, isAbove });
      }
      marked.current = { verdicts, count: verdicts.size };
    }, [box, isAbove, live, markAll]),
  );
}
