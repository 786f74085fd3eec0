import type { Messages } from '../../lib/messages/en.ts';
import type { SongStatus } from './use-song-statuses.ts';

/** A song's status in one or two words; empty until it is known. */
export function statusLabel(
  songStatus: SongStatus | undefined,
  { recent }: Pick<Messages, 'recent'>,
): string {
  if (songStatus === undefined) return '';
  if (songStatus === 'gone') return recent.gone;
  if (songStatus === 'unknown') return recent.unknown;
  switch (songStatus.status) {
    case 'awaiting-upload':
      return recent.awaiting;
    case 'queued':
      return recent.position(songStatus.position);
    case 'processing':
      return `${Math.floor(songStatus.progress.overallFraction * 100)}%`;
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
