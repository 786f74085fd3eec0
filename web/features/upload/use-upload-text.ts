'use client';
import { useEffect, useState } from 'react';
import type { Messages } from '../../lib/messages/messages.ts';
import { useMessages } from '../../lib/messages/use-messages.ts';
import type { UploadState } from './upload-queue.ts';

type Going = Exclude<UploadState, { step: 'refused' }>;

/** How a song on its way stands, in words that count down while it waits. */
export function useUploadText(state: UploadState): string {
  const messages = useMessages();
  const [now, setNow] = useState(() => Date.now());
  const isPaused = state.step === 'paused';
  useEffect(() => {
    if (!isPaused) return;
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, [isPaused]);
  return state.step === 'refused' ? '' : uploadText(state, messages, now, navigator.onLine);
}

/** The words for a song that is on its way. */
function uploadText(
  state: Going,
  { upload }: Pick<Messages, 'upload'>,
  nowMilliseconds: number,
  isOnline: boolean,
): string {
  switch (state.step) {
    case 'checking':
      return upload.checking;
    case 'waiting':
      return upload.waiting;
    case 'sent':
      return upload.sent;
    case 'sending':
      return sendingText(Math.floor(state.fraction * 100), upload);
    case 'paused': {
      const { reason, untilMilliseconds, queuedJobs } = state.pause;
      const seconds = Math.max(0, Math.ceil((untilMilliseconds - nowMilliseconds) / 1000));
      if (!isOnline) return upload.offline;
      return reason === 'network' ? upload.lost(seconds) : upload.queueFull(queuedJobs, seconds);
    }
  }
}

function sendingText(percent: number, upload: Messages['upload']): string {
  if (percent === 0) return upload.preparing;
  return percent < 100 ? upload.sending(percent) : upload.finishing;
}
