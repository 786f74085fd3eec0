'use client';
import '../takes/graded-score.css';
import { type RefObject, useCallback, useMemo, useRef } from 'react';
import { scrollBehavior } from '../../lib/device/scroll-behavior.ts';
import type { LivePicture } from '../pitch/live-picture.ts';
import { composeTimeline } from '../player/timeline.ts';
import { useFrames } from '../player/use-frames.ts';
import { useHighlight } from '../player/use-highlight.ts';
import { useLoopMark } from '../player/use-loop-mark.ts';
import type { PlayerControls } from '../player/use-player.ts';
import type { ScoreHandle } from '../score/engraving/score-view.ts';
import { ScoreSheet } from '../score/score-sheet.tsx';
import { useNaming } from '../score/use-naming.ts';
import type { ReadScore } from '../score/use-reading.ts';
import { areMarksAbove, sungNotesById } from '../takes/mark-notes.ts';
import { useLiveMarks } from './use-live-marks.ts';
import { useSingTexts } from './use-sing-texts.ts';

interface LiveScoreProps {
  readonly read: ReadScore;
  readonly player: PlayerControls;
  /** Lower, for use beside the pitch. */
  readonly isCompact: boolean;
  /** What is being sung; changes its identity when it changes. */
  readonly live: () => LivePicture | undefined;
}

const ignore = () => undefined;

/** The score as it is read on the song's page; its notes are marked while they are judged. */
export function LiveScore({ read, player, isCompact, live }: LiveScoreProps) {
  const texts = useSingTexts();
  const { shown, reading } = read;
  const box = useRef<HTMLDivElement>(null);
  const sheet = useRef<ScoreHandle>(null);
  const sungNotes = useMemo(() => sungNotesById(shown), [shown]);
  const timeline = useMemo(() => composeTimeline(shown), [shown]);
  const naming = useNaming(reading.naming);
  useLiveMarks(box, { sungNotes, isAbove: areMarksAbove(shown, naming !== undefined) }, live);
  useLoopMark({ sheet, score: shown, timeline, loop: player.loop });
  useRowInBox(box, useHighlight({ sheet, timeline, player }));
  const { seek } = player;
  const seekTo = useCallback(
    (id: string) => {
      const entry = timeline.find(({ elementId }) => elementId === id);
      if (entry) seek(entry.startSeconds);
    },
    [timeline, seek],
  );
  return (
    <section
      ref={box}
      aria-label={texts.notes}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, which needs the arrow keys.
      tabIndex={0}
      className={`graded-score live-score relative overflow-y-auto overscroll-contain border-y border-line px-2 sm:px-6 ${isCompact ? 'max-h-[min(18rem,60dvh)]' : 'max-h-[min(26rem,75dvh)]'}`}
      data-testid="live-score"
    >
      <ScoreSheet
        ref={sheet}
        score={shown}
        zoom={reading.zoom}
        naming={naming}
        onNote={seekTo}
        onMeasure={ignore}
      />
    </section>
  );
}

/** Scrolls the box, not the page, when the current note comes to another row. */
function useRowInBox(
  box: RefObject<HTMLElement | null>,
  currentNote: () => Element | undefined,
): void {
  const shown = useRef<Element>(undefined);
  useFrames(
    useCallback(() => {
      const row = currentNote()?.closest<HTMLElement>('.score-row');
      if (!row || row === shown.current) return;
      shown.current = row;
      box.current?.scrollTo({ top: row.offsetTop, behavior: scrollBehavior() });
    }, [box, currentNote]),
  );
}
