import type { JobId } from '@my-pitch/shared/ids';
import { socketPath } from '@my-pitch/shared/socket';
import { type Connect, type SongListener, SongSocket } from './song-socket.ts';

let pageSocket: SongSocket | undefined;

/** Follows a song on the page's one socket. @returns a function that ends it. */
export function followSong(jobId: JobId, listener: SongListener): () => void {
  pageSocket ??= openPageSocket();
  return pageSocket.follow(jobId, listener);
}

function openPageSocket(): SongSocket {
  const socket = new SongSocket(connectToPageOrigin);
  window.addEventListener('online', () => socket.wake());
  window.addEventListener('offline', () => socket.suspend());
  document.addEventListener('visibilitychange', () => {
    if (!document.hidden) socket.wake();
  });
  // Browsers keep no page with an open socket in the back/forward cache.
  window.addEventListener('pagehide', () => socket.suspend());
  window.addEventListener('pageshow', ({ persisted }) => {
    if (persisted) socket.wake();
  });
  return socket;
}

const connectToPageOrigin: Connect = ({ opened, closed, message }) => {
  try {
    const socket = new WebSocket(`${location.origin.replace(/^http/, 'ws')}${socketPath}`);
    socket.addEventListener('open', opened);
    socket.addEventListener('close', closed);
    socket.addEventListener('message', ({ data }) => message(String(data)));
    return { send: (text) => socket.send(text), close: () => socket.close() };
  } catch {
    // Some browsers and extensions forbid sockets with an exception. The page polls then.
    queueMicrotask(closed);
    return { send: () => undefined, close: () => undefined };
  }
};
