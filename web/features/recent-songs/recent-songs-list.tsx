'use client';
import Link from 'next/link';
import { useEffect, useRef, useState } from 'react';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { CrossIcon } from '../../components/cross-icon.tsx';
import { momentText } from '../../lib/messages/moment-text.ts';
import { useLanguage, useMessages } from '../../lib/messages/use-messages.ts';
import { clockText } from '../player/clock-text.ts';
import { songPath } from '../song/song-link.ts';
import { type RecentSong, titleOf } from './recent-songs.ts';
import { statusLabel } from './status-label.ts';
import { TinyMelodyPicture } from './tiny-melody-picture.tsx';
import { useDescriptions } from './use-descriptions.ts';
import { useRecentSongs } from './use-recent-songs.ts';
import { useRemoval } from './use-removal.ts';
import { useReturningMark } from './use-returning-mark.ts';
import { type SongStatus, useSongStatuses } from './use-song-statuses.ts';

const none: readonly RecentSong[] = [];
const doNothing = async () => undefined;

/**
 * The songs sent from this device, with their status and a button to delete each. A newcomer, who has none, sees
 * nothing of the list.
 */
export function RecentSongs() {
  const { recent, confirm } = useMessages();
  const songs = useRecentSongs();
  const statuses = useSongStatuses(songs ?? none);
  useDescriptions(songs ?? none, statuses);
  useReturningMark(songs);
  const hasHadSongs = useHasHadSongs(songs);
  const { asked, state, ask, close, remove } = useRemoval(doNothing);
  const heading = useRef<HTMLHeadingElement>(null);
  const wasAsked = useRef(false);
  useEffect(() => {
    // The focused button disappears with its song.
    const isLost = wasAsked.current && !asked && document.activeElement === document.body;
    if (isLost) heading.current?.focus();
    wasAsked.current = asked !== undefined;
  }, [asked]);
  return (
    <section
      className={`order-1 min-w-0 lg:col-span-2 returning:order-none returning:col-span-1 ${hasHadSongs ? '' : 'hidden returning:block'}`}
      aria-labelledby="recent-songs"
    >
      <h2 ref={heading} id="recent-songs" tabIndex={-1} className="mb-3 font-semibold outline-none">
        {recent.title}
      </h2>
      {songs === undefined && <div className="recent-songs-place" />}
      {songs?.length === 0 && <p className="text-quiet">{recent.none}</p>}
      {songs !== undefined && songs.length > 0 && (
        <ul className="card divide-y divide-line px-2">
          {songs.map((song) => (
            <SongRow
              key={song.jobId}
              song={song}
              songStatus={statuses.get(song.jobId)}
              onRemove={() => ask(song)}
            />
          ))}
        </ul>
      )}
      <ConfirmDialog
        isOpen={asked !== undefined}
        title={confirm.deleteTitle}
        text={`${asked ? titleOf(asked) : ''}. ${confirm.deleteText}`}
        keep={confirm.keep}
        confirm={confirm.deleteNow}
        isBusy={state === 'busy'}
        problem={state === 'failed' ? confirm.failed : ''}
        onConfirm={() => void remove()}
        onClose={close}
      />
    </section>
  );
}

/** Whether there was a song since the page opened: after the last one is deleted the list says that it is empty. */
function useHasHadSongs(songs: readonly RecentSong[] | undefined): boolean {
  const hasSongs = songs !== undefined && songs.length > 0;
  const [hasHad, setHasHad] = useState(false);
  useEffect(() => {
    if (hasSongs) setHasHad(true);
  }, [hasSongs]);
  return hasSongs || hasHad;
}

function SongRow(props: {
  song: RecentSong;
  songStatus: SongStatus | undefined;
  onRemove: () => void;
}) {
  const messages = useMessages();
  const { jobId, melody } = props.song;
  const title = titleOf(props.song);
  return (
    <li className="@container flex items-center gap-2">
      <Link
        href={songPath(jobId)}
        className="flex min-h-16 min-w-0 flex-1 items-center gap-4 px-3 py-2 hover:text-leaf"
      >
        <TinyMelodyPicture melody={melody} />
        <span className="min-w-0 flex-1">
          <span className="block truncate font-medium">{title}</span>
          <SongFacts song={props.song} songStatus={props.songStatus} />
        </span>
      </Link>
      <button
        type="button"
        className="icon-button"
        aria-label={messages.recent.remove(title)}
        onClick={props.onRemove}
      >
        <CrossIcon />
      </button>
    </li>
  );
}

/** Date, length and, until the song is finished, its status. */
function SongFacts({ song, songStatus }: { song: RecentSong; songStatus: SongStatus | undefined }) {
  const messages = useMessages();
  const language = useLanguage();
  const { createdAt, durationSeconds } = song;
  const isDone = typeof songStatus === 'object' && songStatus.status === 'completed';
  const label = statusLabel(songStatus, messages);
  return (
    <span className="flex flex-wrap items-center gap-x-4 text-sm text-quiet tabular-nums">
      <time dateTime={createdAt}>{momentText(new Date(createdAt), new Date(), language)}</time>
      {durationSeconds !== undefined && <span>{clockText(durationSeconds)}</span>}
      {label && (
        <span className={isDone ? 'sr-only' : 'flex items-center gap-2'}>
          <StatusDot songStatus={songStatus} />
          <span>{label}</span>
        </span>
      )}
    </span>
  );
}

function StatusDot({ songStatus }: { songStatus: SongStatus | undefined }) {
  const status = typeof songStatus === 'object' ? songStatus.status : songStatus;
  const colour =
    status === 'completed'
      ? 'bg-leaf'
      : status === 'queued' || status === 'processing'
        ? 'bg-glow'
        : status === 'failed'
          ? 'bg-danger'
          : 'bg-line';
  return <span aria-hidden="true" className={`size-2.5 shrink-0 rounded-full ${colour}`} />;
}
