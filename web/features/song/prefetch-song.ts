import type { JobId } from '@my-pitch/shared/ids';

/** What the script in the page's head has asked for before the page came alive. */
interface PrefetchedSong {
  readonly id: string;
  readonly answers: Map<string, Promise<Response>>;
  title?: string;
}

declare global {
  var prefetchedSong: PrefetchedSong | undefined;
}

/** Where a song's name is shown until its page is there; see {@link prefetchSongScript}. */
export const openingTitleAttribute = 'data-opening-title';

/** The `meta` element in which the build names the scripts and styles of a finished song. */
export const laterFilesName = 'later-files';

/**
 * Asks for the song, shows its name and asks for its score and for the scripts that draw it, all while
 * the page's own scripts are still under way: on a phone they take two seconds. Written into the page,
 * like the early language.
 */
export const prefetchSongScript = `(() => {
  const id = new URLSearchParams(location.search).get('id');
  if (!location.pathname.startsWith('/song') || !/^[\\da-f-]{36}$/.test(id)) return;
  const early = { id, answers: new Map() };
  globalThis.prefetchedSong = early;
  const ask = async (url, init) => {
    const answer = fetch(url, init);
    early.answers.set(url, answer);
    const response = await answer;
    if (!response.ok) throw new Error(url);
    return response.clone().json();
  };
  const fetchAhead = () => {
    const named = document.querySelector('meta[name="${laterFilesName}"]');
    for (const href of named ? named.content.split(' ') : []) {
      const link = document.createElement('link');
      const as = href.endsWith('.css') ? 'style' : 'script';
      // Behind the scripts by which the page comes alive.
      document.head.append(Object.assign(link, { rel: 'preload', as, fetchPriority: 'low', href }));
    }
  };
  const open = async () => {
    const job = await ask('/api/jobs/' + id, { cache: 'no-store' });
    if (job.status !== 'completed') return;
    early.title = job.fileName.replace(/^(.+)\\.[^.]*$/, '$1');
    const show = () => {
      for (const title of document.querySelectorAll('[${openingTitleAttribute}]')) {
        title.textContent = early.title;
      }
    };
    // The place may be parsed although the document, which waits for styles, is not.
    show();
    document.addEventListener('DOMContentLoaded', show);
    fetchAhead();
    if (job.links['score.json']) await ask(job.links['score.json']);
  };
  // Whoever takes an answer hears of its failure.
  open().catch(() => undefined);
})()`;

/** A song's name, where the early script has learned it. */
export function prefetchedTitle(jobId: JobId): string | undefined {
  const early = globalThis.prefetchedSong;
  return early?.id === jobId ? early.title : undefined;
}

/** Like `fetch`, but takes the answer to what the early script has asked, the first time. */
export async function fetchPrefetched(url: string, init: RequestInit = {}): Promise<Response> {
  const answers = globalThis.prefetchedSong?.answers;
  const answer = answers?.get(url);
  if (!answer) return fetch(url, init);
  answers?.delete(url);
  const response = await answer;
  init.signal?.throwIfAborted();
  return response;
}
