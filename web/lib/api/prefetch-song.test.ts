import { runInNewContext } from 'node:vm';
import type { JobId } from '@my-pitch/shared/ids';
import { titleOfFileName } from '@my-pitch/shared/title';
import { afterEach, expect, it, vi } from 'vitest';
import { fetchPrefetched, prefetchedTitle, prefetchSongScript } from './prefetch-song.ts';

const id = '3f2b8c1e-7a54-4d0b-9c36-1e5f0a9b7d21' as JobId;
const corrections = `/api/jobs/${id}/corrections`;
const job = {
  status: 'completed',
  fileName: 'A song.mp3',
  links: { 'score.json': 'https://storage.example/score' },
};

afterEach(() => {
  globalThis.prefetchedSong = undefined;
});

function runHeadScript(path: string, answers: Readonly<Record<string, unknown>>) {
  const asked: string[] = [];
  const title = { textContent: '' };
  const preloads: Readonly<Record<string, string>>[] = [];
  const parsed: (() => void)[] = [];
  const location = new URL(path, 'https://page.example');
  const page: Record<string, unknown> = {
    URLSearchParams,
    location,
    history: {
      replaceState: (_state: unknown, _title: string, to: string) => {
        location.href = new URL(to, location).href;
      },
    },
    document: {
      addEventListener: (_: string, listener: () => void) => parsed.push(listener),
      querySelectorAll: () => [title],
      querySelector: () => ({ content: '/score.js /score.css' }),
      createElement: () => ({}),
      head: { append: (link: (typeof preloads)[number]) => preloads.push(link) },
    },
    fetch: async (url: string) => {
      asked.push(url);
      const answer = answers[url];
      if (answer instanceof Response) return answer;
      return url in answers ? Response.json(answer) : new Response('', { status: 404 });
    },
  };
  runInNewContext(prefetchSongScript, page);
  globalThis.prefetchedSong = page.prefetchedSong as typeof globalThis.prefetchedSong;
  const endParsing = () => {
    for (const listener of parsed) listener();
  };
  return { asked, title, preloads, endParsing, address: () => location.href };
}

it('shows the title of a finished song and fetches its score and corrections before hydration', async () => {
  const { asked, title } = runHeadScript(`/song#${id}`, {
    [`/api/jobs/${id}`]: job,
    [corrections]: new Response(null, { status: 204 }),
    'https://storage.example/score': { measures: [] },
  });
  await vi.waitFor(() => expect(asked).toHaveLength(3));
  expect(title.textContent).toBe('A song');
  expect(prefetchedTitle(id)).toBe('A song');
  expect(prefetchedTitle('another' as JobId)).toBeUndefined();
  // The page can still read the bodies.
  expect(await (await fetchPrefetched(`/api/jobs/${id}`)).json()).toEqual(job);
  expect(await (await fetchPrefetched('https://storage.example/score')).json()).toEqual({
    measures: [],
  });
  expect((await fetchPrefetched(corrections)).status).toBe(204);
  expect(globalThis.prefetchedSong?.answers.size).toBe(0);
});

it('moves the id of an older link to the fragment at once', async () => {
  const { asked, title, address } = runHeadScript(`/song?id=${id}`, {
    [`/api/jobs/${id}`]: { ...job, links: {} },
  });
  expect(address()).toBe(`https://page.example/song#${id}`);
  await vi.waitFor(() => expect(title.textContent).toBe('A song'));
  expect(asked).toEqual([corrections, `/api/jobs/${id}`]);
});

it('preloads the scripts of a finished song with low priority', async () => {
  const { preloads } = runHeadScript(`/song#${id}`, { [`/api/jobs/${id}`]: job });
  await vi.waitFor(() => expect(preloads).toHaveLength(2));
  const low = { rel: 'preload', fetchPriority: 'low' };
  expect(preloads).toEqual([
    { ...low, as: 'script', href: '/score.js' },
    { ...low, as: 'style', href: '/score.css' },
  ]);
});

it('preloads the scripts for the sample, of which the API knows nothing', () => {
  const { asked, preloads, endParsing } = runHeadScript('/song#sample', {});
  endParsing();
  expect(preloads.map(({ href }) => href)).toEqual(['/score.js', '/score.css']);
  expect(asked).toEqual([]);
});

it('preloads nothing for a song without a score', async () => {
  const waiting = { ...job, status: 'queued' };
  const { asked, preloads } = runHeadScript(`/song#${id}`, { [`/api/jobs/${id}`]: waiting });
  await vi.waitFor(() => expect(asked).toHaveLength(2));
  await (await fetchPrefetched(`/api/jobs/${id}`)).json();
  expect(preloads).toEqual([]);
});

it('fetches no score for a finished song without one', async () => {
  const { asked, title } = runHeadScript(`/song#${id}`, {
    [`/api/jobs/${id}`]: { ...job, links: {} },
  });
  await vi.waitFor(() => expect(title.textContent).toBe('A song'));
  await new Promise((resolve) => setTimeout(resolve));
  expect(asked).toHaveLength(2);
});

it('shows no title from an error answer', async () => {
  const { asked, title } = runHeadScript(`/song#${id}`, {
    [`/api/jobs/${id}`]: Response.json(job, { status: 500 }),
  });
  await new Promise((resolve) => setTimeout(resolve));
  expect([asked.length, title.textContent]).toEqual([2, '']);
});

it('falls back to fetch where nothing was prefetched', async () => {
  vi.stubGlobal('fetch', async (url: string) => new Response(`fetched ${url}`));
  expect(prefetchedTitle(id)).toBeUndefined();
  expect(await (await fetchPrefetched('/api')).text()).toBe('fetched /api');
  runHeadScript(`/song#${id}`, { [`/api/jobs/${id}`]: job });
  expect(await (await fetchPrefetched('/api')).text()).toBe('fetched /api');
  vi.unstubAllGlobals();
});

it('passes the API’s 404 to the page', async () => {
  const { title } = runHeadScript(`/song#${id}`, {});
  expect((await fetchPrefetched(`/api/jobs/${id}`)).status).toBe(404);
  expect(title.textContent).toBe('');
});

it.each(['/', '/song', '/song#../../secrets', '/song?id=../../secrets', `/?id=${id}`, `/#${id}`])(
  'fetches nothing on %s',
  (path) => {
    expect(runHeadScript(path, {}).asked).toEqual([]);
  },
);

it('throws when the page was left before the answer', async () => {
  runHeadScript(`/song#${id}`, { [`/api/jobs/${id}`]: job });
  const signal = AbortSignal.abort();
  await expect(fetchPrefetched(`/api/jobs/${id}`, { signal })).rejects.toThrow();
});

it.each(['song.mp3', 'a.b.wav', '.mp3', 'song', 'song.', '<b>&nbsp;</b><script>.mp3'])(
  'shows %s under the title of its score, as text',
  async (fileName) => {
    const { title } = runHeadScript(`/song#${id}`, {
      [`/api/jobs/${id}`]: { ...job, fileName },
    });
    await vi.waitFor(() => expect(title).toEqual({ textContent: titleOfFileName(fileName) }));
  },
);
