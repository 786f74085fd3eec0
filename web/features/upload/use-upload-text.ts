'use client';
import { useEffect, useState } from 'react';
import type { Messages } from '../../lib/messages/en.ts';
import { useMessages } from '../../lib/messages/use-messages.ts';
import type { UploadState } from './upload-queue.ts';

type ActiveState = Exclude<UploadState, { status: 'refused' }>;

/** The status text of an upload, with a countdown while it is paused. */
export function useUploadText(state: UploadState): string {
  const messages = useMessages();
  const [now, setNow] = useState(() => Date.now());
  const isPaused = state.status === 'paused';
  useEffect(() => {
    if (!isPaused) return;
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, [isPaused]);
  return state.status === 'refused' ? '' : uploadText(state, messages, now, navigator.onLine);
}

/** The status text of an upload that was not refused. */
export function uploadText(
  state: ActiveState,
  { upload }: Pick<Messages, 'upload'>,
  nowMs: number,
  isOnline: boolean,
): string {
  switch (state.status) {
    case 'checking':
      return upload.checking;
    case 'waiting':
      return upload.waiting;
    case 'sent':
      return upload.sent;
    case 'reading':
      return upload.reading(Math.floor(state.fraction * 100));
    case 'sending':
      return sendingText(Math.floor(state.fraction * 100), upload);
    case 'paused': {
      const { reason, untilMs, queuedJobs } = state.pause;
      const seconds = Math.max(0, Math.ceil((untilMs - nowMs) / 1000));
      if (!isOnline) return upload.offline;
      const texts = {
        network: () => upload.lost(seconds),
        'queue-full': () => upload.queueFull(queuedJobs, seconds),
        'too-many-requests': () => upload.tooMany(seconds),
        busy: () => upload.busy(seconds),
      };
      return texts[reason]();
    }
  }
}

function sendingText(percent: number, upload: Messages['upload']): string {
  if (percent === 0) return upload.preparing;
  return percent < 100 ? upload.sending(percent) : upload.finishing;
}
