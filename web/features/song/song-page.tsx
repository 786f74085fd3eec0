'use client';
import type { JobView } from '@my-pitch/shared/api';
import type { JobId } from '@my-pitch/shared/ids';
import { titleOfFileName } from '@my-pitch/shared/title';
import Link from 'next/link';
import { useEffect, useRef, useState } from 'react';
import { ConnectionNote } from '../../components/connection-note.tsx';
import { Notice } from '../../components/notice.tsx';
import { prefetchedTitle } from '../../lib/api/prefetch-song.ts';
import { useMessages } from '../../lib/messages/use-messages.ts';
import { recentSongs, titleOf } from '../recent-songs/recent-songs.ts';
import { loadVexFlow } from '../score/engraving/load-vexflow.ts';
import { useDoneNotification } from '../waiting/use-done-notification.ts';
import { WaitingSong } from '../waiting/waiting-song.tsx';
import { FailedSong } from './failed-song.tsx';
import { OpeningSong } from './opening-song.tsx';
import { useFinishedSong } from './use-finished-song.ts';
import { useJob } from './use-job.ts';
import { useSample } from './use-sample.ts';
import { useSongId } from './use-song-id.ts';
import { useSongTitle } from './use-song-title.ts';

export function SongPage() {
  const jobId = useSongId();
  if (jobId === undefined) return <OpeningSong />;
  if (jobId === 'none') return <NoSong />;
  return jobId === 'sample' ? <Sample /> : <Song key={jobId} jobId={jobId} />;
}

function Song({ jobId }: { jobId: JobId }) {
  const { waiting } = useMessages();
  const { view, trouble, refresh } = useJob(jobId);
  const [title, setTitle] = useState<string>();
  useSongTitle(view, trouble, title);
  useDoneNotification(view);
  useFocusAtEnd(view?.status);
  const isCompleted = view?.status === 'completed';
  const finished = useFinishedSong(isCompleted);
  useEffect(() => {
    // A prefetch: the score view loads it again and reports a failure.
    if (isCompleted) loadVexFlow().catch(() => undefined);
  }, [isCompleted]);
  if (trouble === 'not-found') return <NoSong />;
  return (
    <>
      <ConnectionNote text={trouble && waiting[trouble]} />
      <SongInState
        jobId={jobId}
        view={view}
        refresh={refresh}
        finished={finished}
        onTitle={setTitle}
      />
    </>
  );
}

/** The sample song, whose artifacts come with the pages: it needs no API. */
function Sample() {
  const { view, refresh } = useSample();
  const [title, setTitle] = useState<string>();
  useSongTitle(view, undefined, title);
  const finished = useFinishedSong(true);
  return (
    <SongInState
      jobId={view.jobId}
      view={view}
      refresh={refresh}
      finished={finished}
      onTitle={setTitle}
    />
  );
}

/** Moves the focus to the heading after the focused button cancelled or deleted the song. */
function useFocusAtEnd(status: JobView['status'] | undefined): void {
  const before = useRef(status);
  useEffect(() => {
    const isEnd = status === 'cancelled' || status === 'expired';
    const hasEnded = isEnd && before.current !== undefined && before.current !== status;
    before.current = status;
    if (!hasEnded || document.activeElement !== document.body) return;
    document.querySelector<HTMLElement>('main h1')?.focus();
  }, [status]);
}

interface SongInStateProps {
  readonly jobId: JobId;
  readonly view: JobView | undefined;
  readonly refresh: () => Promise<JobView>;
  readonly finished: ReturnType<typeof useFinishedSong>;
  /** Called with the score's title when that is known or changes. */
  readonly onTitle: (title: string) => void;
}

function SongInState({ jobId, view, refresh, finished, onTitle }: SongInStateProps) {
  const { song } = useMessages();
  switch (view?.status) {
    case undefined:
      return <OpeningSong title={knownTitle(jobId)} />;
    case 'awaiting-upload':
    case 'queued':
    case 'processing':
      return <WaitingSong view={view} refresh={refresh} />;
    case 'failed':
      return <FailedSong view={view} refresh={refresh} />;
    case 'completed':
      if (finished.hasFailed) return <Unloaded />;
      if (!finished.FinishedSong) return <OpeningSong title={titleOfFileName(view.fileName)} />;
      return <finished.FinishedSong view={view} refresh={refresh} onTitle={onTitle} />;
    case 'cancelled':
      return <Ended title={song.cancelled} text={song.cancelledText} />;
    case 'expired':
      return <Ended title={song.expired} text={song.expiredText} />;
  }
}

/** A song's title before the API answers, from the prefetch or the list of recent songs. */
function knownTitle(jobId: JobId): string | undefined {
  const own = recentSongs().find((song) => song.jobId === jobId);
  return prefetchedTitle(jobId) ?? (own && titleOf(own));
}

function Unloaded() {
  const { song } = useMessages();
  return (
    <Notice title={song.scoreFailed} mood="broken">
      <p className="text-lg text-quiet">{song.unloadedText}</p>
      <button type="button" className="button self-start" onClick={() => window.location.reload()}>
        {song.reload}
      </button>
    </Notice>
  );
}

function NoSong() {
  const { song } = useMessages();
  return <Ended title={song.notFound} text={song.notFoundText} />;
}

function Ended({ title, text }: { title: string; text: string }) {
  const { song } = useMessages();
  return (
    <Notice title={title}>
      <p className="text-lg text-quiet">{text}</p>
      <Link href="/" className="button self-start">
        {song.home}
      </Link>
    </Notice>
  );
}
