'use client';
import type { JobView } from '@my-pitch/shared/api';
import { useState } from 'react';
import { useSongMessages } from '../../lib/messages/use-song-messages.ts';
import type { ReadScore } from '../score/use-reading.ts';
import type { FreshLinks } from '../song/use-fresh-links.ts';
import { type DownloadItem, saveBlob } from './download-item.ts';
import { ScoreDownloads } from './score-downloads.tsx';
import { SoundDownloads } from './sound-downloads.tsx';

type CompletedView = Extract<JobView, { status: 'completed' }>;

interface DownloadsPanelProps {
  readonly view: CompletedView;
  readonly links: FreshLinks;
  /** The score as shown; `undefined` when it could not be loaded. */
  readonly read: ReadScore | undefined;
}

/** The downloads of a finished song, and a button for its link. */
export function DownloadsPanel({ view, links, read }: DownloadsPanelProps) {
  const { takeAway: texts, downloads } = useSongMessages();
  const [message, setMessage] = useState('');
  const [isBusy, setIsBusy] = useState(false);
  const save = async ({ name, make }: DownloadItem) => {
    setIsBusy(true);
    setMessage(texts.preparing);
    try {
      saveBlob(await make(), name);
      setMessage(texts.saved(name));
    } catch {
      setMessage(downloads.failed);
    } finally {
      setIsBusy(false);
    }
  };
  const files = { onSave: (item: DownloadItem) => void save(item), isBusy };
  return (
    <section
      className="card no-print grid gap-x-8 gap-y-5 p-5 sm:p-6 lg:grid-cols-[minmax(0,1fr)_20rem]"
      aria-labelledby="downloads"
    >
      <h2 id="downloads" className="text-lg font-semibold lg:col-span-2">
        {texts.title}
      </h2>
      {read && <ScoreDownloads read={read} {...files} />}
      <div className="flex flex-col gap-5">
        <SoundDownloads view={view} links={links} withScore={read === undefined} {...files} />
        <CopyLink onCopied={setMessage} />
      </div>
      <p role="status" className="text-quiet empty:hidden lg:col-span-2">
        {message}
      </p>
    </section>
  );
}

/** Copies the song's link, or shows it when the clipboard is not available. */
function CopyLink({ onCopied }: { onCopied: (message: string) => void }) {
  const { downloads } = useSongMessages();
  const copy = async () => {
    const link = window.location.href;
    try {
      await navigator.clipboard.writeText(link);
      onCopied(downloads.copied);
    } catch {
      // Denied, or an insecure page.
      onCopied(link);
    }
  };
  return (
    <button type="button" className="button self-start" onClick={() => void copy()}>
      {downloads.copyLink}
    </button>
  );
}
