import { inTuneCents } from '@my-pitch/shared/scoring/in-tune';
import type { Widen } from '../../lib/messages/widen.ts';

export const songEn = {
  song: {
    awaiting: 'Waiting for the song to arrive',
    queued: 'In the queue',
    position: (position: number) =>
      position === 1 ? 'Your song is next.' : `Your song is number ${position} in line.`,
    processing: 'Working on your song',
    stages: {
      decode: 'Reading the recording',
      separate: 'Isolating the voice',
      pitch: 'Tracking the pitch',
      notes: 'Finding the notes',
      score: 'Writing the score',
      store: 'Saving',
    },
    estimate: (seconds: number) => `About ${duration(seconds)} to go`,
    noEstimate: 'We do not know yet how long it will take.',
    keepLink: 'You can close this page and come back with the same link.',
    cancel: 'Cancel',
    remove: 'Delete',
    failed: 'We could not make a score',
    retry: 'Send it again',
    chooseAgain: 'Choose a file',
    cancelled: 'Cancelled',
    cancelledText: 'The song was cancelled, and the file that you sent was deleted.',
    expired: 'This result has expired',
    expiredText:
      'Results are kept for seven days, or until they are deleted. Send the song again to get a new one.',
    notFound: 'There is no song at this link',
    notFoundText: 'Check that the whole link was copied.',
    loading: 'Loading…',
    home: 'Send a song',
    scoreFailed: 'The score could not be loaded.',
    unloadedText: 'It continues once you are online. If it does not, reload the page.',
    reload: 'Reload',
    keptUntil: (day: string) => `Kept until ${day}`,
    inTune: (percent: number, notes: number) =>
      `${percent}% of ${notes} notes within ${inTuneCents} cents of the pitch`,
  },
} as const;

export type SongMessages = Widen<typeof songEn>;

function duration(seconds: number): string {
  if (seconds < 90) return `${Math.max(5, Math.round(seconds / 5) * 5)} seconds`;
  return `${Math.round(seconds / 60)} minutes`;
}
