'use client';
import { useRouter } from 'next/navigation';
import { useEffect, useSyncExternalStore } from 'react';
import { songPath } from '../song/song-link.ts';
import { checkFile } from './check-file.ts';
import { persistUploads } from './persist-uploads.ts';
import { sendSong } from './send-song.ts';
import { persistUnsent, recoverUnsent } from './unsent-songs.ts';
import { type Upload, UploadQueue } from './upload-queue.ts';

/** The page's only queue: uploads continue while the user views another song. */
export const uploadQueue = new UploadQueue({ check: checkFile, send: sendSong });
persistUploads(uploadQueue, persistUnsent);

const none: readonly Upload[] = [];

/** The current uploads. */
export function useUploads(): readonly Upload[] {
  return useSyncExternalStore(uploadQueue.subscribe, uploadQueue.snapshot, () => none);
}

/** Resumes uploads that were in progress when their page was closed. */
export function useResumedUploads(): void {
  useEffect(() => {
    void recoverUnsent(Date.now()).then((songs) => {
      if (songs.length > 0) uploadQueue.add(songs, { isResumed: true });
    });
  }, []);
}

/** Opens a song's page after its upload, if it was the only one. */
export function useOpenWhenSent(uploads: readonly Upload[]): void {
  const router = useRouter();
  const [upload, ...others] = uploads;
  const sent = others.length === 0 && upload?.isAlone && upload.state.status === 'sent' && upload;
  const jobId = sent && sent.state.status === 'sent' ? sent.state.jobId : undefined;
  const id = upload?.id;
  useEffect(() => {
    if (jobId === undefined || id === undefined) return;
    uploadQueue.remove(id);
    router.push(songPath(jobId));
  }, [jobId, id, router]);
}

/** Lets the browser ask before the page is closed during an upload. */
export function useLeaveGuard(isBusy: boolean): void {
  useEffect(() => {
    if (!isBusy) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [isBusy]);
}
