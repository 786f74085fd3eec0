import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { acting, renderHook, stubWindow } from '../../lib/testing/render-hook.ts';
import { type OpenSong, openSong } from '../player/open-song.ts';
import { useOriginalLoop } from './use-original-loop.ts';

vi.mock('../player/open-song.ts', () => ({ openSong: vi.fn() }));

const links = async () => ({
  'vocals.m4a': 'https://s3.example/vocals.m4a',
  'accompaniment.m4a': 'https://s3.example/accompaniment.m4a',
});
const slowly = { speed: 0.75, keyShift: -2 };
const third = { startSeconds: 4, endSeconds: 6 };
const fourth = { startSeconds: 6, endSeconds: 8 };

/** A player that records its calls, in order. */
function fakeSong() {
  const calls: unknown[][] = [];
  const record =
    (name: string) =>
    async (...values: unknown[]) =>
      void calls.push([name, ...values]);
  const names = ['setSpeed', 'setKeyShift', 'setLoop', 'seek', 'play', 'pause', 'close'] as const;
  const player = Object.fromEntries(names.map((name) => [name, record(name)]));
  const context = Object.assign(new EventTarget(), { state: 'running' });
  const graph = { setMix: vi.fn(), onReport: vi.fn(), context };
  return { song: { player, graph } as unknown as OpenSong, calls };
}

let made: ReturnType<typeof fakeSong>;
beforeEach(() => {
  stubWindow();
  made = fakeSong();
  vi.mocked(openSong).mockReset().mockResolvedValue(made.song);
});
afterEach(() => vi.unstubAllGlobals());

it('loads the original’s sound at the first measure only, and repeats it slowly in the key', async () => {
  const hook = await renderHook(() => useOriginalLoop(links));
  expect(openSong).not.toHaveBeenCalled();
  await acting(() => hook.current.repeat(third, slowly));
  expect(hook.current).toMatchObject({ status: 'playing', loop: third });
  expect(made.calls).toEqual([
    ['setSpeed', 0.75],
    ['setKeyShift', -2],
    ['setLoop', third],
    ['seek', 4],
    ['play'],
  ]);
  await acting(() => hook.current.repeat(fourth, { ...slowly, speed: 0.5 }));
  expect(openSong).toHaveBeenCalledTimes(1);
  expect(hook.current.loop).toBe(fourth);
  await acting(() => hook.current.stop());
  expect(hook.current.status).toBe('off');
  expect(made.calls.at(-1)).toEqual(['pause']);
});

it('of two measures that were tapped while the sound was loaded it repeats the second', async () => {
  const opening = Promise.withResolvers<OpenSong>();
  vi.mocked(openSong).mockReturnValue(opening.promise);
  const hook = await renderHook(() => useOriginalLoop(links));
  await acting(() => hook.current.repeat(third, slowly));
  expect(hook.current.status).toBe('loading');
  await acting(() => hook.current.repeat(fourth, slowly));
  await acting(() => opening.resolve(made.song));
  expect(hook.current).toMatchObject({ status: 'playing', loop: fourth });
  expect(made.calls.filter(([name]) => name === 'setLoop')).toEqual([['setLoop', fourth]]);
});

it('stays silent if it was stopped while the sound was loaded', async () => {
  const opening = Promise.withResolvers<OpenSong>();
  vi.mocked(openSong).mockReturnValue(opening.promise);
  const hook = await renderHook(() => useOriginalLoop(links));
  await acting(() => hook.current.repeat(third, slowly));
  await acting(() => hook.current.stop());
  await acting(() => opening.resolve(made.song));
  expect(hook.current.status).toBe('off');
  expect(made.calls.some(([name]) => name === 'play')).toBe(false);
});

it('says that the sound could not be loaded, and loads it again at the next tap', async () => {
  vi.mocked(openSong).mockRejectedValueOnce(new TypeError('Failed to fetch'));
  const hook = await renderHook(() => useOriginalLoop(links));
  await acting(() => hook.current.repeat(third, slowly));
  expect(hook.current.status).toBe('failed');
  await acting(() => hook.current.repeat(third, slowly));
  expect(hook.current.status).toBe('playing');
});

it('is closed with the page', async () => {
  const hook = await renderHook(() => useOriginalLoop(links));
  await acting(() => hook.current.repeat(third, slowly));
  await hook.unmount();
  await vi.waitFor(() => expect(made.calls.at(-1)).toEqual(['close']));
});
