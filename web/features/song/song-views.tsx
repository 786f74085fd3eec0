'use client';
import { lazy, type RefObject, Suspense, useMemo, useState } from 'react';
import type { ArtifactLinks } from '../../lib/api/fetch-artifact.ts';
import { useSongMessages } from '../../lib/messages/use-song-messages.ts';
import { SuggestedChords } from '../chords/suggested-chords.tsx';
import { EditBar } from '../editing/edit-bar.tsx';
import { ScoreEditor } from '../editing/score-editor.tsx';
import { useAdding } from '../editing/use-adding.ts';
import type { Editing } from '../editing/use-editing.ts';
import { KaraokeButton } from '../karaoke/karaoke-button.tsx';
import { LazyWordsPanel } from '../lyrics/lazy-words.tsx';
import { WordsButton, wordsPanelId } from '../lyrics/words-button.tsx';
import { sungCurve } from '../pitch/sung-curve.ts';
import { useAnalysis } from '../pitch/use-analysis.ts';
import { useShownViews } from '../pitch/use-shown-views.ts';
import { ViewSwitch } from '../pitch/view-switch.tsx';
import type { TimelineEntry } from '../player/timeline.ts';
import type { Follow } from '../player/use-follow.ts';
import type { PlayerControls } from '../player/use-player.ts';
import type { ScoreHandle } from '../score/engraving/score-view.ts';
import { followedShift } from '../score/heard-key.ts';
import { ScoreCard } from '../score/score-card.tsx';
import type { ReadScore } from '../score/use-reading.ts';

const PitchView = lazy(async () => ({
  default: (await import('../pitch/pitch-view.tsx')).PitchView,
}));

interface SongViewsProps {
  readonly editing: Editing;
  readonly read: ReadScore;
  readonly links: ArtifactLinks;
  readonly player: PlayerControls;
  readonly follow: Follow;
  readonly timeline: readonly TimelineEntry[];
  readonly sheet: RefObject<ScoreHandle | null>;
  readonly onNote: (elementId: string) => void;
  readonly areKeysOn: boolean;
  readonly onMeasure: (index: number) => void;
  /** Whether the room to sing in is open, which shows the pitches and has a switch of its own. */
  readonly isSinging: boolean;
  /** Opens the room to sing in; absent for takes. */
  readonly onSing: (() => void) | undefined;
}

/** The score, the pitch view, or both, with the editor. */
export function SongViews(props: SongViewsProps) {
  const { editing, read, links, player, timeline, sheet, onNote, onMeasure } = props;
  const { player: texts } = useSongMessages();
  const [chosenViews, setViews] = useShownViews();
  const views = props.isSinging ? 'score' : chosenViews;
  const [areWordsOpen, setWordsOpen] = useState(false);
  const adding = useAdding(editing, player.target, useSungPitch(links, editing.isOpen));
  return (
    <>
      <div
        data-folds=""
        className="no-print flex flex-wrap items-center gap-2 sm:gap-x-4 sm:gap-y-3"
      >
        {!props.isSinging && <ViewSwitch views={views} onChange={setViews} />}
        {props.onSing && !props.isSinging && (
          <button type="button" className="button button-quiet" onClick={props.onSing}>
            <span aria-hidden="true" className="size-3 rounded-full bg-glow" />
            {texts.sing}
          </button>
        )}
        <WordsButton isOpen={areWordsOpen} onToggle={() => setWordsOpen(!areWordsOpen)} />
        <KaraokeButton score={editing.score} player={player} />
        <EditBar editing={editing} adding={adding} />
      </div>
      <div id={wordsPanelId} className="no-print empty:hidden">
        {areWordsOpen && <LazyWordsPanel editing={editing} />}
      </div>
      {views !== 'score' && (
        <div
          className={`no-print ${views === 'both' ? 'sticky top-2 z-10' : ''}`}
          data-covers-top={views === 'both' || undefined}
        >
          <Suspense fallback={<div className="card h-96" />}>
            <PitchView
              score={editing.score}
              semitones={editing.isOpen ? 0 : followedShift(read.reading)}
              links={links}
              player={player}
              follow={props.follow}
              voice={player.voice}
              selectedNote={editing.selectedNote}
              onSelect={editing.select}
              onAdd={editing.isAdding ? adding.addSung : undefined}
              onBeat={editing.isOpen ? adding.moveBeatTo : undefined}
              onEnd={editing.isOpen ? adding.endNote : undefined}
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
          moreOptions={<SuggestedChords editing={editing} read={read} />}
        />
      )}
      <ScoreEditor
        {...{ editing, adding, read, player, timeline, sheet }}
        areKeysOn={props.areKeysOn}
      />
    </>
  );
}

/** What was sung, for added notes: loaded once the editor is open. */
function useSungPitch(links: ArtifactLinks, isWanted: boolean) {
  const { value: analysis } = useAnalysis(links, isWanted);
  return useMemo(() => {
    if (!analysis) return undefined;
    const { f0, tuningOffsetCents } = analysis;
    return { curve: sungCurve(f0, tuningOffsetCents), tuningOffsetCents };
  }, [analysis]);
}
