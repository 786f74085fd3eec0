'use client';
import type { JobView } from '@my-pitch/shared/api';
import { useEffect, useRef } from 'react';
import { useMessages } from '../../lib/messages/use-messages.ts';
import { notifyIfHidden } from './notifications.ts';

/** Notifies a user in another window when the song is done or has failed. */
export function useDoneNotification(view: JobView | undefined): void {
  const { waiting } = useMessages();
  const before = useRef<JobView['status']>(undefined);
  useEffect(() => {
    if (!view) return;
    const wasWaiting = before.current === 'queued' || before.current === 'processing';
    before.current = view.status;
    if (!wasWaiting) return;
    if (view.status === 'completed') notifyIfHidden(waiting.doneTitle, view.fileName, view.jobId);
    if (view.status === 'failed') notifyIfHidden(waiting.failedTitle, view.fileName, view.jobId);
  }, [view, waiting]);
}
