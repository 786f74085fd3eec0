'use client';
import { useRouter } from 'next/navigation';
import { useEffect, useSyncExternalStore } from 'react';
import { checkFile } from './check-file.ts';
import { persistUploads } from './persist-uploads.ts';
import { sendSong } from './send-song.ts';
import { persistUnsent, recoverUnsent } from './unsent-songs.ts';
import { type Upload, UploadQueue } from './upload-queue.ts';

/** The one queue of this page: songs go on while the singer looks at another song. */
export const uploadQueue = new UploadQueue({ check: checkFile, send: sendSong });
persistUploads(uploadQueue, persistUnsent);

const none: readonly Upload[] = [];

/** The songs on their way. */
export function useUploads(): readonly Upload[] {
  return useSyncExternalStore(uploadQueue.subscribe, uploadQueue.snapshot, () => none);
}

/** Goes on with songs that were on their way when their page was closed. */
export function useResumedUploads(): void {
  useEffect(() => {
    void recoverUnsent(Date.now()).then((songs) => {
      if (songs.length > 0) uploadQueue.add(songs, { isResumed: true });
    });
  }, []);
}

/** Opens the page of a song that was sent alone, when it has arrived. */
export function useOpenWhenSent(uploads: readonly Upload[]): void {
  const router = useRouter();
  const [upload, ...others] = uploads;
  const sent = others.length === 0 && upload?.isAlone && upload.state.status === 'sent' && upload;
  const jobId = sent && sent.state.status === 'sent' ? sent.state.jobId : undefined;
  const id = upload?.id;
  useEffect(() => {
    if (jobId === undefined || id === undefined) return;
    uploadQueue.remove(id);
    router.push(`/song?id=${jobId}`);
  }, [jobId, id, router]);
}

/** Asks before the page is closed while songs are on their way. */
export function useLeaveGuard(isBusy: boolean): void {
  useEffect(() => {
    if (!isBusy) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [isBusy]);
}
