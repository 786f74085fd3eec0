import type { JobView } from '@my-pitch/shared/api';
import type { SongListener } from '../socket/song-socket.ts';

/** The followed songs of a page, without a socket. Stands in for `followSong`. */
export function fakeSongSocket() {
  const listeners = new Map<string, SongListener>();
  return {
    followSong: (jobId: string, listener: SongListener) => {
      listeners.set(jobId, listener);
      return () => void listeners.delete(jobId);
    },
    /** The followed songs. */
    followed: () => [...listeners.keys()],
    tell: (view: JobView) => listeners.get(view.jobId)?.onView(view),
    askFor: (jobId: string) => listeners.get(jobId)?.onAsk(),
    setLive: (jobId: string, isLive: boolean) => listeners.get(jobId)?.onLive(isLive),
  };
}
