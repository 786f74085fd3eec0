'use client';
import type { JobView } from '@my-pitch/shared/api';
import { failureTexts } from '@my-pitch/shared/errors';
import Link from 'next/link';
import { Notice } from '../../components/notice.tsx';
import { useLanguage, useMessages } from '../../lib/messages/use-messages.ts';
import { RemoveButton } from '../recent-songs/remove-button.tsx';
import { cachedSentSong } from '../upload/sent-song-cache.ts';
import { UploadList } from '../upload/upload-list.tsx';
import { uploadQueue, useOpenWhenSent, useUploads } from '../upload/use-uploads.ts';

interface FailedSongProps {
  readonly view: Extract<JobView, { status: 'failed' }>;
  readonly refresh: () => Promise<JobView>;
}

/** Why the song failed, with advice and the button that follows it. */
export function FailedSong({ view, refresh }: FailedSongProps) {
  const { song } = useMessages();
  const language = useLanguage();
  const uploads = useUploads();
  useOpenWhenSent(uploads);
  const { reason, advice, retryable } = failureTexts[view.failureCode];
  const kept = retryable ? cachedSentSong(view.jobId) : undefined;
  return (
    <Notice title={song.failed} mood="broken">
      <p className="truncate text-lg text-quiet">{view.fileName}</p>
      <div className="rounded-2xl bg-danger-soft p-6" role="alert">
        <p className="text-lg font-semibold">{reason[language]}</p>
        <p className="mt-1">{advice[language]}</p>
      </div>
      <UploadList uploads={uploads} />
      <div className="flex flex-wrap gap-3">
        {kept && uploads.length === 0 && (
          <button type="button" className="button" onClick={() => uploadQueue.add([kept])}>
            {song.retry}
          </button>
        )}
        {!kept && (
          <Link href="/" className="button">
            {song.chooseAgain}
          </Link>
        )}
        <RemoveButton jobId={view.jobId} kind="delete" onRemoved={refresh} />
      </div>
    </Notice>
  );
}
