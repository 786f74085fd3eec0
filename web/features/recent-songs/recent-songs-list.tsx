'use client';
import Link from 'next/link';
import { useEffect, useRef } from 'react';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { CrossIcon } from '../../components/cross-icon.tsx';
import { dayText } from '../../lib/messages/day-text.ts';
import { useLanguage, useMessages } from '../../lib/messages/use-messages.ts';
import { songPath } from '../song/song-link.ts';
import type { RecentSong } from './recent-songs.ts';
import { statusLabel } from './status-label.ts';
import { useRecentSongs } from './use-recent-songs.ts';
import { useRemoval } from './use-removal.ts';
import { type SongStatus, useSongStatuses } from './use-song-statuses.ts';

const none: readonly RecentSong[] = [];
const doNothing = async () => undefined;

/** The songs sent from this device, with their status and a button to delete each. */
export function RecentSongs() {
  const { recent, confirm } = useMessages();
  const songs = useRecentSongs();
  const statuses = useSongStatuses(songs ?? none);
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
    <section className="min-w-0 lg:col-span-2" aria-labelledby="recent-songs">
      <h2 ref={heading} id="recent-songs" tabIndex={-1} className="mb-3 font-semibold outline-none">
        {recent.title}
      </h2>
      {songs?.length ? (
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
      ) : (
        <p className="text-quiet">{recent.none}</p>
      )}
      <ConfirmDialog
        isOpen={asked !== undefined}
        title={confirm.deleteTitle}
        text={`${asked?.fileName ?? ''}. ${confirm.deleteText}`}
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

function SongRow(props: {
  song: RecentSong;
  songStatus: SongStatus | undefined;
  onRemove: () => void;
}) {
  const messages = useMessages();
  const language = useLanguage();
  const { jobId, fileName, createdAt } = props.song;
  return (
    <li className="flex items-center gap-2">
      <Link
        href={songPath(jobId)}
        className="flex min-h-14 min-w-0 flex-1 flex-col justify-center gap-x-6 px-3 py-2 hover:text-leaf sm:flex-row sm:items-center sm:justify-between"
      >
        <span className="min-w-0 truncate font-medium">{fileName}</span>
        <span className="flex shrink-0 items-center gap-x-4 text-sm text-quiet tabular-nums">
          <StatusDot songStatus={props.songStatus} />
          <span className="min-w-20 sm:w-32">{statusLabel(props.songStatus, messages)}</span>
          <time dateTime={createdAt} className="whitespace-nowrap sm:w-30 sm:text-right">
            {dayText(new Date(createdAt), language)}
          </time>
        </span>
      </Link>
      <button
        type="button"
        className="icon-button"
        aria-label={messages.recent.remove(fileName)}
        onClick={props.onRemove}
      >
        <CrossIcon />
      </button>
    </li>
  );
}

function StatusDot({ songStatus }: { songStatus: SongStatus | undefined }) {
  const status = typeof songStatus === 'object' ? songStatus.status : songStatus;
  const colour =
    status === 'completed'
      ? 'bg-leaf'
      : status === 'queued' || status === 'processing'
        ? 'bg-glow'
        : 'bg-line';
  return <span aria-hidden="true" className={`size-2.5 rounded-full ${colour}`} />;
}
