import type { JobId } from '@my-pitch/shared/ids';

/** The requests that the script in the page's head started before hydration. */
interface PrefetchedSong {
  readonly id: string;
  readonly answers: Map<string, Promise<Response>>;
  title?: string;
}

declare global {
  var prefetchedSong: PrefetchedSong | undefined;
}

/** Marks the element that shows the title during loading; see {@link prefetchSongScript}. */
export const openingTitleAttribute = 'data-opening-title';

/** The `meta` element in which the build lists the scripts and styles of a finished song. */
export const laterFilesName = 'later-files';

/**
 * Moves the id of an older link, `?id=…`, to the fragment. Fetches the job and its corrections, shows its title, and fetches the score and the scripts that draw it, while the
 * page's own scripts load (two seconds on a phone). Of the sample it fetches the scripts. An inline script of the page's head.
 */
export const prefetchSongScript = `(() => {
  const isId = (text) => /^[\\da-f-]{36}$/.test(text);
  if (!location.pathname.startsWith('/song')) return;
  const fetchAhead = () => {
    const named = document.querySelector('meta[name="${laterFilesName}"]');
    for (const href of named ? named.content.split(' ') : []) {
      const link = document.createElement('link');
      const as = href.endsWith('.css') ? 'style' : 'script';
      // After the scripts of the hydration.
      document.head.append(Object.assign(link, { rel: 'preload', as, fetchPriority: 'low', href }));
    }
  };
  // An older link. Its id would stay in the address bar and go to servers with each reload.
  const old = new URLSearchParams(location.search).get('id');
  if (isId(old)) history.replaceState(history.state, '', location.pathname + '#' + old);
  const id = location.hash.slice(1);
  if (id === 'sample') document.addEventListener('DOMContentLoaded', fetchAhead);
  if (!isId(id)) return;
  const early = { id, answers: new Map() };
  globalThis.prefetchedSong = early;
  const ask = async (url, init) => {
    const answer = fetch(url, init);
    early.answers.set(url, answer);
    const response = await answer;
    if (!response.ok) throw new Error(url);
    return response.clone().json();
  };
  // Corrections belong to the first score that is drawn. Most songs have none: an empty answer.
  ask('/api/jobs/' + id + '/corrections', { cache: 'no-store' }).catch(() => undefined);
  const open = async () => {
    const job = await ask('/api/jobs/' + id, { cache: 'no-store' });
    if (job.status !== 'completed') return;
    early.title = job.fileName.replace(/^(.+)\\.[^.]*$/, '$1');
    const show = () => {
      for (const title of document.querySelectorAll('[${openingTitleAttribute}]')) {
        title.textContent = early.title;
      }
    };
    // The element may be parsed before DOMContentLoaded, which waits for styles.
    show();
    document.addEventListener('DOMContentLoaded', show);
    fetchAhead();
    if (job.links['score.json']) await ask(job.links['score.json']);
  };
  // fetchPrefetched passes failures on.
  open().catch(() => undefined);
})()`;

/** A song's title, if the script in the head has fetched it. */
export function prefetchedTitle(jobId: JobId): string | undefined {
  const early = globalThis.prefetchedSong;
  return early?.id === jobId ? early.title : undefined;
}

/** `fetch`, except that the first call for a prefetched URL returns the prefetched response. */
export async function fetchPrefetched(url: string, init: RequestInit = {}): Promise<Response> {
  const answers = globalThis.prefetchedSong?.answers;
  const answer = answers?.get(url);
  if (!answer) return fetch(url, init);
  answers?.delete(url);
  const response = await answer;
  init.signal?.throwIfAborted();
  return response;
}
