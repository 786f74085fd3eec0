'use client';
import type { JobView } from '@my-pitch/shared/api';
import { titleOfFileName } from '@my-pitch/shared/title';
import { useDocumentTitle } from '../../lib/device/use-document-title.ts';
import type { Messages } from '../../lib/messages/en.ts';
import { useMessages } from '../../lib/messages/use-messages.ts';

/**
 * Shows the song's title, and its status until it is finished, in the window's title.
 * @param ownTitle the title that the user has given the score.
 */
export function useSongTitle(
  view: JobView | undefined,
  trouble: string | undefined,
  ownTitle: string | undefined,
): void {
  const messages = useMessages();
  useDocumentTitle(
    trouble === 'not-found' ? messages.song.notFound : composeTitle(view, messages, ownTitle),
  );
}

/** The window's title for a job. The API no longer names a cancelled or expired song. */
export function composeTitle(
  view: JobView | undefined,
  { song }: Messages,
  ownTitle?: string,
): string {
  if (!view) return 'My Pitch';
  const name =
    'fileName' in view ? `${ownTitle || titleOfFileName(view.fileName)} · My Pitch` : 'My Pitch';
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
