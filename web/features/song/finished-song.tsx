'use client';
import './low-window.css';
import type { JobView } from '@my-pitch/shared/api';
import type { Score } from '@my-pitch/shared/score';
import { titleOfFileName } from '@my-pitch/shared/title';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { Loading } from '../../components/loading.tsx';
import { dayText } from '../../lib/messages/moment-text.ts';
import { useLanguage, useMessages } from '../../lib/messages/use-messages.ts';
import { type Editing, useEditing } from '../editing/use-editing.ts';
import { DownloadsPanel } from '../export/downloads-panel.tsx';
import { barTimes, measureStarts } from '../player/measure-starts.ts';
import { PlayerBar } from '../player/player-bar.tsx';
import { composeTimeline } from '../player/timeline.ts';
import { chooseStems } from '../player/tracks.ts';
import { useFollow } from '../player/use-follow.ts';
import { useHighlight } from '../player/use-highlight.ts';
import { useLoopGestures } from '../player/use-loop-gestures.ts';
import { useLoopMark } from '../player/use-loop-mark.ts';
import { useLoopTouch } from '../player/use-loop-touch.ts';
import { usePlayer } from '../player/use-player.ts';
import { usePlayerKeys } from '../player/use-player-keys.ts';
import { RemoveButton } from '../recent-songs/remove-button.tsx';
import { useDescription } from '../recent-songs/use-description.ts';
import { loadVexFlow } from '../score/engraving/load-vexflow.ts';
import type { ScoreHandle } from '../score/engraving/score-view.ts';
import { useReading } from '../score/use-reading.ts';
import { LazySingRoom } from '../sing/lazy-sing-room.tsx';
import { UnfinishedNote } from '../sing/unfinished/unfinished-note.tsx';
import { LazyCompareCard, LazyTakeCard } from '../takes/lazy-cards.tsx';
import { SongViews } from './song-views.tsx';
import { tuningSummary } from './tuning-summary.ts';
import { useFreshLinks } from './use-fresh-links.ts';
import { sampleJobId } from './use-sample.ts';
import { useScore } from './use-score.ts';
import { useSeeking } from './use-seeking.ts';

type CompletedView = Extract<JobView, { status: 'completed' }>;
interface FinishedSongProps {
  readonly view: CompletedView;
  readonly refresh: () => Promise<JobView>;
  /** Called with the score's title when that is known or changes. */
  readonly onTitle: (title: string) => void;
}

export function FinishedSong({ view, refresh, onTitle }: FinishedSongProps) {
  const { song } = useMessages();
  const links = useFreshLinks(view, refresh);
  const { value: original, hasFailed } = useScore(links);
  const editing = useEditing(view.jobId, original);
  const score = editing?.score;
  useDescription(view, score);
  const title = score?.title;
  useEffect(() => {
    if (title !== undefined) onTitle(title);
  }, [title, onTitle]);
  return (
    <article className="flex flex-col gap-4 pt-2 sm:gap-6">
      <SongHeading view={view} score={score} />
      {hasFailed && (
        <p role="alert" className="py-16 text-center text-danger">
          {song.scoreFailed}
        </p>
      )}
      {!score && !hasFailed && (
        <div className="min-h-dvh">
          <Loading text={song.loading} />
        </div>
      )}
      {editing && <PlayableScore editing={editing} view={view} links={links} />}
      {hasFailed && <DownloadsPanel view={view} links={links} read={undefined} />}
      <RemoveButton jobId={view.jobId} kind="delete" onRemoved={refresh} />
    </article>
  );
}

function SongHeading({ view, score }: { view: CompletedView; score: Score | undefined }) {
  const { song } = useMessages();
  const language = useLanguage();
  const tuning = score && tuningSummary(score);
  return (
    <header data-folds="">
      <h1 className="text-2xl font-bold sm:text-3xl tracking-tight text-balance">
        {score ? score.title || view.fileName : titleOfFileName(view.fileName)}
      </h1>
      <p className="mt-1 flex flex-wrap gap-x-6 text-quiet">
        {tuning && <span>{song.inTune(tuning.percent, tuning.notes)}</span>}
        {!score && <span className="invisible">{song.inTune(100, 100)}</span>}
        {view.jobId !== sampleJobId && (
          <span>{song.keptUntil(dayText(new Date(view.resultsExpireAt), language))}</span>
        )}
      </p>
    </header>
  );
}

const noNote = () => undefined;

function PlayableScore(props: {
  editing: Editing;
  view: CompletedView;
  links: ReturnType<typeof useFreshLinks>;
}) {
  const { editing, view, links } = props;
  const { score, select } = editing;
  const timeline = useMemo(() => composeTimeline(score), [score]);
  const read = useReading(score, view.jobId);
  const fetchStems = useCallback(async () => {
    // The stems, megabytes of audio, would delay the code that draws the score.
    await loadVexFlow().catch(() => undefined);
    return chooseStems(await links());
  }, [links]);
  const heardKey = useMemo(() => ({ ...read.reading, change: read.change }), [read]);
  const player = usePlayer(fetchStems, view.durationSeconds, score, heardKey);
  const sheet = useRef<ScoreHandle>(null);
  const currentNote = useHighlight({ sheet, timeline, player });
  const [isSinging, setIsSinging] = useState(false);
  // The score would scroll the singer's notes away.
  const follow = useFollow(player, isSinging ? noNote : currentNote);
  const measures = useMemo(() => measureStarts(score, timeline), [score, timeline]);
  const bars = useMemo(() => barTimes(score, measures), [score, measures]);
  const keys = usePlayerKeys({ player, timeline, measures });
  const { loop, setLoop } = player;
  const gestures = { timeline, setLoop, isOff: editing.isOpen };
  useLoopGestures(gestures);
  const loopTouch = useLoopTouch(gestures);
  useLoopMark({ sheet, score, timeline, loop: loopTouch.held ?? loop });
  const { seekToNote, playFromMeasure } = useSeeking({ player, timeline, measures, select });
  const { takeOf } = view;
  return (
    <>
      {takeOf !== undefined && (
        <LazyTakeCard view={{ ...view, takeOf }} links={links} player={player} />
      )}
      {takeOf === undefined && !isSinging && (
        <UnfinishedNote songId={view.jobId} onOpen={() => setIsSinging(true)} />
      )}
      {isSinging && (
        <LazySingRoom
          songId={view.jobId}
          {...{ score, read, links, player }}
          onClose={() => setIsSinging(false)}
        />
      )}
      <SongViews
        editing={editing}
        read={read}
        links={links}
        player={player}
        follow={follow}
        timeline={timeline}
        sheet={sheet}
        onNote={seekToNote}
        areKeysOn={keys.areOn}
        onMeasure={playFromMeasure}
        isSinging={isSinging}
        onSing={takeOf === undefined ? () => setIsSinging(true) : undefined}
      />
      <PlayerBar player={player} follow={follow} keys={keys} bars={bars} loopTouch={loopTouch} />
      {takeOf === undefined && view.jobId !== sampleJobId && <LazyCompareCard jobId={view.jobId} />}
      <DownloadsPanel view={view} links={links} read={read} />
    </>
  );
}
