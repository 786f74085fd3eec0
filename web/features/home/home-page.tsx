'use client';
import { useCallback, useState } from 'react';
import { ConnectionNote } from '../../components/connection-note.tsx';
import { useDocumentTitle } from '../../lib/device/use-document-title.ts';
import { useMessages } from '../../lib/messages/use-messages.ts';
import { useIsOnline } from '../../lib/offline/use-is-online.ts';
import { RecentSongs } from '../recent-songs/recent-songs-list.tsx';
import { RecorderPanel } from '../recording/recorder-panel.tsx';
import { DropZone } from '../upload/drop-zone.tsx';
import { UploadList } from '../upload/upload-list.tsx';
import { UploadOptions } from '../upload/upload-options.tsx';
import { uploadProgress } from '../upload/upload-progress.ts';
import { useUploadOptions } from '../upload/use-upload-options.ts';
import { uploadQueue, useOpenWhenSent, useUploads } from '../upload/use-uploads.ts';
import { Help } from './help.tsx';
import { SampleLink } from './sample-link.tsx';

export function HomePage() {
  const messages = useMessages();
  const { home } = messages;
  const uploads = useUploads();
  const isOnline = useIsOnline();
  const { options, setOptions } = useUploadOptions();
  const [isRecording, setIsRecording] = useState(false);
  useOpenWhenSent(uploads);
  useHomeTitle(uploads);
  const send = useCallback(
    (files: readonly File[]) => {
      if (files.length > 0) uploadQueue.add(files.map((file) => ({ file, options })));
    },
    [options],
  );
  const sendVoice = (file: File) => {
    setIsRecording(false);
    uploadQueue.add([{ file, options: { ...options, content: 'voice' } }]);
  };
  return (
    <>
      <ConnectionNote text={isOnline ? undefined : home.offline} />
      <div className="mx-auto grid w-full max-w-6xl flex-1 content-start gap-x-16 gap-y-10 pt-6 sm:pt-12 lg:grid-cols-[1fr_1.15fr] lg:grid-rows-[auto_1fr] returning:grid-rows-none returning:max-w-4xl returning:grid-cols-1 returning:gap-y-4 sm:returning:gap-y-8 returning:pt-0 sm:returning:pt-2">
        <div className="lg:pt-14 returning:sr-only">
          <h1 className="text-4xl leading-tight font-bold tracking-tight text-balance sm:text-5xl">
            {home.title}
          </h1>
          <p className="mt-5 max-w-lg text-lg text-quiet returning:hidden">{home.intro}</p>
        </div>
        <section
          className="flex min-w-0 flex-col gap-4 lg:row-span-2 returning:row-auto"
          aria-label={home.choose}
        >
          <UploadList uploads={uploads} />
          {isRecording ? (
            <RecorderPanel onSend={sendVoice} onClose={() => setIsRecording(false)} />
          ) : (
            <DropZone
              isSmall={uploads.length > 0}
              onFiles={send}
              onRecord={() => setIsRecording(true)}
            />
          )}
          <UploadOptions options={options} onChange={setOptions} />
        </section>
        <RecentSongs />
        <SampleLink />
        <Steps />
        <Help />
      </div>
    </>
  );
}

/** Shows the progress of uploads in the window's title, for users who are in another tab. */
function useHomeTitle(uploads: Parameters<typeof uploadProgress>[0]): void {
  const { home, upload } = useMessages();
  const { songs, percent } = uploadProgress(uploads);
  useDocumentTitle(`My Pitch · ${songs > 0 ? upload.inProgress(songs, percent) : home.title}`);
}

function Steps() {
  const { home } = useMessages();
  return (
    <ol className="grid gap-6 border-t border-line pt-8 sm:grid-cols-3 lg:col-span-2 returning:hidden">
      {home.steps.map(([title, text], index) => (
        <li key={title} className="flex gap-4">
          <span aria-hidden="true" className="text-3xl leading-none font-bold text-glow">
            {index + 1}
          </span>
          <div>
            <h2 className="font-semibold">{title}</h2>
            <p className="text-quiet">{text}</p>
          </div>
        </li>
      ))}
    </ol>
  );
}
