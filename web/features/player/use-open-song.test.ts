import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { acting, renderHook, stubWindow } from '../../lib/testing/render-hook.ts';
import { type OpenSong, openSong } from './open-song.ts';
import type { StemName } from './tracks.ts';
import { type FetchStems, useOpenSong } from './use-open-song.ts';

vi.mock('./open-song.ts', () => ({ openSong: vi.fn() }));

let page: ReturnType<typeof stubWindow>;
const open = vi.mocked(openSong);
beforeEach(() => {
  page = stubWindow();
  open.mockReset();
});
afterEach(() => vi.unstubAllGlobals());

const urls: ReadonlyMap<StemName, string> = new Map([
  ['vocals', '/vocals.m4a'],
  ['accompaniment', '/accompaniment.m4a'],
]);
const fetchStems: FetchStems = async () => urls;
const nothing = { song: undefined, stems: [], hasFailed: false };

/** A song that counts how often it was closed. */
function fakeSong() {
  const close = vi.fn();
  const song = { player: { close }, graph: {}, sources: new Map() } as unknown as OpenSong;
  return { song, close };
}
const reconnect = () => acting(() => page.window.dispatchEvent(new Event('online')));

it('opens a song with its stems, and closes it when the page is left', async () => {
  const { song, close } = fakeSong();
  const opening = Promise.withResolvers<OpenSong>();
  open.mockReturnValue(opening.promise);
  const hook = await renderHook(() => useOpenSong(fetchStems));
  expect(hook.current).toEqual(nothing);
  await acting(() => opening.resolve(song));
  expect(hook.current).toEqual({ song, stems: ['vocals', 'accompaniment'], hasFailed: false });
  expect(open.mock.calls).toEqual([[urls, expect.any(AbortSignal)]]);
  expect(close).not.toHaveBeenCalled();
  await hook.unmount();
  expect(close).toHaveBeenCalledTimes(1);
});

it('closes a song that was opened after the page was left', async () => {
  const { song, close } = fakeSong();
  const opening = Promise.withResolvers<OpenSong>();
  open.mockReturnValue(opening.promise);
  const hook = await renderHook(() => useOpenSong(fetchStems));
  await hook.unmount();
  expect(open.mock.calls[0]?.[1].aborted).toBe(true);
  await acting(() => opening.resolve(song));
  expect(close).toHaveBeenCalledTimes(1);
});

it('reports a failure, and tries again when the device is online again', async () => {
  open.mockRejectedValueOnce(new Error('offline'));
  const hook = await renderHook(() => useOpenSong(fetchStems));
  expect(hook.current).toEqual({ ...nothing, hasFailed: true });
  const { song } = fakeSong();
  open.mockResolvedValue(song);
  await reconnect();
  expect(hook.current).toMatchObject({ song, hasFailed: false });
  // A song that is open is not opened again.
  await reconnect();
  expect(open).toHaveBeenCalledTimes(2);
});

it('reports no failure of a song that was left for another one', async () => {
  const opening = Promise.withResolvers<OpenSong>();
  open.mockReturnValue(opening.promise);
  let chosen = fetchStems;
  const hook = await renderHook(() => useOpenSong(chosen));
  const { song } = fakeSong();
  open.mockResolvedValue(song);
  chosen = async () => urls;
  await hook.rerender();
  await acting(() => opening.reject(new Error('aborted')));
  expect(hook.current).toMatchObject({ song, hasFailed: false });
});

it('closes a song before it opens another one', async () => {
  const first = fakeSong();
  open.mockResolvedValueOnce(first.song);
  let chosen = fetchStems;
  const hook = await renderHook(() => useOpenSong(chosen));
  open.mockReturnValue(new Promise(() => undefined));
  chosen = async () => urls;
  await hook.rerender();
  expect(first.close).toHaveBeenCalledTimes(1);
  expect(hook.current).toEqual(nothing);
});
