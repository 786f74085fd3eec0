'use client';
import { lazy, type RefObject, Suspense } from 'react';
import { EditBar } from '../editing/edit-bar.tsx';
import { ScoreEditor } from '../editing/score-editor.tsx';
import type { Editing } from '../editing/use-editing.ts';
import { useShownViews } from '../pitch/use-shown-views.ts';
import { ViewSwitch } from '../pitch/view-switch.tsx';
import type { TimelineEntry } from '../player/timeline.ts';
import type { PlayerControls } from '../player/use-player.ts';
import type { ScoreHandle } from '../score/engraving/score-view.ts';
import { ScoreCard } from '../score/score-card.tsx';
import type { ReadScore } from '../score/use-reading.ts';
import type { FreshLinks } from './use-fresh-links.ts';

const PitchView = lazy(async () => ({
  default: (await import('../pitch/pitch-view.tsx')).PitchView,
}));

interface SongViewsProps {
  readonly editing: Editing;
  readonly read: ReadScore;
  readonly links: FreshLinks;
  readonly player: PlayerControls;
  readonly timeline: readonly TimelineEntry[];
  readonly sheet: RefObject<ScoreHandle | null>;
  readonly onNote: (elementId: string) => void;
  readonly onMeasure: (index: number) => void;
}

/** The score, the pitch view, or both, with the editor. */
export function SongViews(props: SongViewsProps) {
  const { editing, read, links, player, timeline, sheet, onNote, onMeasure } = props;
  const [views, setViews] = useShownViews();
  return (
    <>
      <div data-folds="" className="no-print flex flex-wrap items-center gap-x-4 gap-y-3">
        <ViewSwitch views={views} onChange={setViews} />
        <EditBar editing={editing} />
      </div>
      {views !== 'score' && (
        <div
          className={`no-print ${views === 'both' ? 'sticky top-2 z-10' : ''}`}
          data-covers-top={views === 'both' || undefined}
        >
          <Suspense fallback={<div className="card h-96" />}>
            <PitchView
              score={editing.score}
              links={links}
              player={player}
              voice={player.voice}
              selectedNote={editing.selectedNote}
              onSelect={editing.select}
              isCompact={views === 'both'}
            />
          </Suspense>
        </div>
      )}
      {views !== 'pitch' && (
        <ScoreCard
          ref={sheet}
          read={read}
          onNote={onNote}
          onMeasure={onMeasure}
          isHeard={!editing.isOpen}
        />
      )}
      <ScoreEditor editing={editing} player={player} timeline={timeline} sheet={sheet} />
    </>
  );
}
