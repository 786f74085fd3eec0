'use client';
import type { JobId } from '@my-pitch/shared/ids';
import Link from 'next/link';
import { useRef, useState } from 'react';
import { dayText } from '../../lib/messages/day-text.ts';
import { useLanguage, useMessages } from '../../lib/messages/use-messages.ts';
import type { RecentSong } from '../recent-songs/recent-songs.ts';
import { statusLabel } from '../recent-songs/status-label.ts';
import { useRecentSongs } from '../recent-songs/use-recent-songs.ts';
import { useSongStatuses } from '../recent-songs/use-song-statuses.ts';
import { RecorderPanel } from '../recording/recorder-panel.tsx';
import { songPath } from '../song/song-link.ts';
import { UploadList } from '../upload/upload-list.tsx';
import { UploadOptions } from '../upload/upload-options.tsx';
import { useUploadOptions } from '../upload/use-upload-options.ts';
import { uploadQueue, useOpenWhenSent, useUploads } from '../upload/use-uploads.ts';
import { TakeHistory } from './take-history.tsx';
import { useTakesTexts } from './use-takes-texts.ts';

/** Sends a take of a finished song, and lists those sent from this device. */
export function CompareCard({ jobId }: { jobId: JobId }) {
  const texts = useTakesTexts();
  const { options, setOptions } = useUploadOptions();
  const [isRecording, setIsRecording] = useState(false);
  const uploads = useUploads().filter(({ song }) => song.takeOf === jobId);
  useOpenWhenSent(uploads);
  const send = (file: File, content = options.content) => {
    setIsRecording(false);
    uploadQueue.add([{ file, options: { ...options, content }, takeOf: jobId }]);
  };
  return (
    <section className="card no-print flex flex-col gap-4 p-5 sm:p-6" aria-labelledby="compare">
      <div>
        <h2 id="compare" className="text-lg font-semibold">
          {texts.compare}
        </h2>
        <p className="max-w-prose text-quiet">{texts.compareText}</p>
      </div>
      <UploadList uploads={uploads} />
      {isRecording ? (
        <RecorderPanel
          onSend={(file) => send(file, 'voice')}
          onClose={() => setIsRecording(false)}
        />
      ) : (
        <>
          <ChooseButtons onFile={send} onRecord={() => setIsRecording(true)} />
          <UploadOptions options={options} onChange={setOptions} />
        </>
      )}
      <OwnTakes jobId={jobId} />
      <TakeHistory songId={jobId} level="normal" />
    </section>
  );
}

interface ChooseButtonsProps {
  readonly onFile: (file: File) => void;
  readonly onRecord: () => void;
}

function ChooseButtons({ onFile, onRecord }: ChooseButtonsProps) {
  const texts = useTakesTexts();
  const input = useRef<HTMLInputElement>(null);
  return (
    <div className="flex flex-wrap gap-3">
      <input
        ref={input}
        type="file"
        accept="audio/*,video/*"
        className="sr-only"
        tabIndex={-1}
        aria-label={texts.choose}
        onChange={({ target }) => {
          const file = target.files?.[0];
          target.value = '';
          if (file) onFile(file);
        }}
      />
      <button type="button" className="button" onClick={() => input.current?.click()}>
        {texts.choose}
      </button>
      <button type="button" className="button button-quiet" onClick={onRecord}>
        <span aria-hidden="true" className="size-3 rounded-full bg-glow" />
        {texts.record}
      </button>
    </div>
  );
}

const none: readonly RecentSong[] = [];

function OwnTakes({ jobId }: { jobId: JobId }) {
  const texts = useTakesTexts();
  const messages = useMessages();
  const language = useLanguage();
  const takes = (useRecentSongs() ?? none).filter((song) => song.takeOf === jobId);
  const statuses = useSongStatuses(takes);
  if (takes.length === 0) return null;
  return (
    <div>
      <h3 className="font-semibold">{texts.list}</h3>
      <ul className="divide-y divide-line">
        {takes.map((take) => (
          <li key={take.jobId}>
            <Link
              href={songPath(take.jobId)}
              className="flex min-h-11 flex-wrap items-center gap-x-4 py-2 hover:text-leaf"
            >
              <span className="min-w-0 flex-1 truncate font-medium">{take.fileName}</span>
              <span className="text-sm text-quiet tabular-nums">
                {statusLabel(statuses.get(take.jobId), messages)}
              </span>
              <time dateTime={take.createdAt} className="text-sm whitespace-nowrap text-quiet">
                {dayText(new Date(take.createdAt), language)}
              </time>
            </Link>
          </li>
        ))}
      </ul>
    </div>
  );
}
