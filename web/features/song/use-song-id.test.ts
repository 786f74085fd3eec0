import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { acting, renderHook, stubWindow } from '../../lib/testing/render-hook.ts';
import { songPath } from './song-link.ts';
import { useSongId } from './use-song-id.ts';

const [first, second] = [
  '3f2b8c1e-7a54-4d0b-9c36-1e5f0a9b7d21',
  '5f2b8c1e-7a54-4d0b-9c36-1e5f0a9b7d21',
];
const navigation = vi.hoisted(() => ({ params: new URLSearchParams() }));
vi.mock('next/navigation', () => ({ useSearchParams: () => navigation.params }));

let location: URL;
let page: ReturnType<typeof stubWindow>;
beforeEach(() => {
  page = stubWindow();
  location = new URL(songPath(first), 'https://page.example');
  Object.assign(page.window, { location });
});
afterEach(() => void vi.unstubAllGlobals());

it('is the one in the fragment, which no server gets', async () => {
  expect((await renderHook(useSongId)).current).toBe(first);
  expect(location.pathname + location.search).toBe('/song');
});

it.each(['', '#', '#1', `#${first}x`, `#${first.toUpperCase()}`])(
  'is none with %s',
  async (hash) => {
    location.hash = hash;
    expect((await renderHook(useSongId)).current).toBe('none');
  },
);

it('is the sample by its name', async () => {
  location.hash = '#sample';
  expect((await renderHook(useSongId)).current).toBe('sample');
});

it('follows the address when the user edits it, and when a link opens another song', async () => {
  const hook = await renderHook(useSongId);
  location.hash = second;
  await acting(() => page.window.dispatchEvent(new Event('hashchange')));
  expect(hook.current).toBe(second);
  location.hash = first;
  navigation.params = new URLSearchParams();
  await hook.rerender();
  expect(hook.current).toBe(first);
});
