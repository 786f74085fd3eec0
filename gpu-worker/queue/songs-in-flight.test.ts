import { describe, expect, it } from 'vitest';
import { defaultMaxSongs, SongsInFlight } from './songs-in-flight.ts';

const settle = () => new Promise((resolve) => setImmediate(resolve));

/** Songs that a test ends one by one. */
function createSongs(maxSongs: number) {
  const songs = new SongsInFlight(maxSongs);
  const start = () => {
    const { promise, resolve: end } = Promise.withResolvers<void>();
    songs.start(() => promise);
    return end;
  };
  const isResolved = async (waited: Promise<void>): Promise<boolean> => {
    let resolved = false;
    void waited.then(() => {
      resolved = true;
    });
    await settle();
    return resolved;
  };
  return { songs, start, isResolved };
}

describe('SongsInFlight', () => {
  it('has room until its limit is reached, and again when any song ends', async () => {
    const { songs, start, isResolved } = createSongs(2);
    start();
    expect(await isResolved(songs.whenFree())).toBe(true);
    const endSecond = start();
    const free = songs.whenFree();
    expect(await isResolved(free)).toBe(false);
    endSecond();
    expect(await isResolved(free)).toBe(true);
    expect(songs.count).toBe(1);
  });

  it('waits for all songs, also for those that begin during the wait', async () => {
    const { songs, start, isResolved } = createSongs(2);
    const endFirst = start();
    const none = songs.whenNone();
    const endSecond = start();
    endFirst();
    expect(await isResolved(none)).toBe(false);
    endSecond();
    expect(await isResolved(none)).toBe(true);
  });
});

it.each([
  ['cpu', 64, 1],
  ['cuda', 2, 1],
  ['cuda', 4, 2],
  ['webgpu', 16, 2],
])(
  'by default, a worker on %s with %d processors takes %d at a time',
  (provider, processors, songs) => {
    expect(defaultMaxSongs(provider, processors)).toBe(songs);
  },
);
