import type { Widen } from '../../lib/messages/widen.ts';

export const recentSongsEn = {
  recent: {
    title: 'Recent songs on this device',
    none: 'Songs that you send from this device are listed here.',
    position: (position: number) =>
      position === 1 ? 'Next in line' : `Number ${position} in line`,
    done: 'Ready',
    awaiting: 'Not uploaded yet',
    failed: 'Failed',
    cancelled: 'Cancelled',
    expired: 'Expired',
    gone: 'No longer there',
    unknown: 'Unknown while offline',
    remove: (fileName: string) => `Delete ${fileName}`,
  },
  confirm: {
    keep: 'Keep it',
    deleteTitle: 'Delete this song?',
    deleteText: 'Its sound and score are deleted at once, for everyone who has the link.',
    deleteNow: 'Delete',
    cancelTitle: 'Cancel this song?',
    cancelText: 'Processing stops and the file that you sent is deleted.',
    cancelNow: 'Cancel the song',
    failed: 'It could not be deleted. Check the connection, then try again.',
  },
} as const;

export type RecentSongsMessages = Widen<typeof recentSongsEn>;
