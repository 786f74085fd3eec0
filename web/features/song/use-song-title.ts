'use client';
import type { JobView } from '@my-pitch/shared/api';
import { useEffect } from 'react';
import type { Messages } from '../../lib/messages/en.ts';
import { useMessages } from '../../lib/messages/use-messages.ts';

/** Shows the song's status in the window's title, for users who are in another tab. */
export function useSongTitle(view: JobView | undefined, trouble: string | undefined): void {
  const messages = useMessages();
  const title = trouble === 'not-found' ? messages.song.notFound : composeTitle(view, messages);
  useEffect(() => {
    document.title = title;
  }, [title]);
}

/** The window's title for a job. The API no longer names a cancelled or expired song. */
export function composeTitle(view: JobView | undefined, { song }: Messages): string {
  if (!view) return 'My Pitch';
  const name = 'fileName' in view ? `${view.fileName} · My Pitch` : 'My Pitch';
  const marks: Readonly<Record<JobView['status'], string>> = {
    'awaiting-upload': song.awaiting,
    queued: view.status === 'queued' ? `#${view.position}` : '',
    processing:
      view.status === 'processing' ? `${Math.floor(view.progress.overallFraction * 100)}%` : '',
    completed: '',
    failed: song.failed,
    cancelled: song.cancelled,
    expired: song.expired,
  };
  const mark = marks[view.status];
  return mark ? `${mark} · ${name}` : name;
}
