import type { Messages } from '../../lib/messages/messages.ts';
import type { Standing } from './use-song-views.ts';

/** How a song stands, in a word or two; nothing before it is known. */
export function standingText(
  standing: Standing | undefined,
  { recent }: Pick<Messages, 'recent'>,
): string {
  if (standing === undefined) return '';
  if (standing === 'gone') return recent.gone;
  if (standing === 'unknown') return recent.unknown;
  switch (standing.status) {
    case 'awaiting-upload':
      return recent.awaiting;
    case 'queued':
      return recent.position(standing.position);
    case 'processing':
      return `${Math.floor(standing.progress.overallFraction * 100)}%`;
    case 'completed':
      return recent.done;
    case 'failed':
      return recent.failed;
    case 'cancelled':
      return recent.cancelled;
    case 'expired':
      return recent.expired;
  }
}
