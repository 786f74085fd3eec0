/** What of one build is needed to open a page: never anything of a song. */
export interface Shell {
  /** Differs from build to build: see {@link versionOf}. */
  readonly version: string;
  /** The addresses of the pages: `/`, `/song`. */
  readonly pages: readonly string[];
  /** The addresses of the scripts and style sheets that they name. */
  readonly files: readonly string[];
}

/** The browser's own, or stand-ins. */
export interface ShellHost {
  readonly caches: Pick<CacheStorage, 'open' | 'keys' | 'delete'>;
  readonly fetch: typeof fetch;
}

const prefix = 'shell-';
const cacheName = ({ version }: Shell) => prefix + version;

/** What tells one build from another: the SHA-256 of its pages, which name all else by its contents. */
export async function versionOf(pages: readonly string[]): Promise<string> {
  const bytes = new TextEncoder().encode(pages.join('\0'));
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/**
 * Keeps the shell for when there is no connection.
 * @throws {Error} when the pages are of another build, as they can be while one is being published;
 * a TypeError when the connection is lost. The browser tries again at the next visit.
 */
export async function cacheShell(shell: Shell, { caches, fetch }: ShellHost): Promise<void> {
  const answers = await Promise.all(shell.pages.map((path) => fetch(path, { cache: 'no-cache' })));
  const texts = await Promise.all(answers.map((answer) => answer.clone().text()));
  if ((await versionOf(texts)) !== shell.version) {
    throw new Error('The pages are of another build than the script that keeps them');
  }
  const cache = await caches.open(cacheName(shell));
  await cache.addAll([...shell.files]);
  await Promise.all(
    shell.pages.map((path, index) => cache.put(path, answers[index] ?? Response.error())),
  );
}

/** Forgets the shells of other builds. */
export async function deleteOtherShells(shell: Shell, { caches }: ShellHost): Promise<void> {
  const old = (await caches.keys()).filter(
    (name) => name.startsWith(prefix) && name !== cacheName(shell),
  );
  await Promise.all(old.map((name) => caches.delete(name)));
}

/** One request of a page, as the browser tells of it. */
export interface PageRequest {
  readonly request: Pick<Request, 'method' | 'mode' | 'url'>;
  /** The answer to a page's request that the browser has sent already. */
  readonly preloaded?: Promise<Response | undefined>;
}

/**
 * What answers a request: for pages the connection, and the shell only where there is none, so that
 * a new build is seen at once; for the shell's files the shell, since their names change with their
 * contents. `undefined` for all else, which is the browser's own affair.
 */
export function respondFromShell(
  shell: Shell,
  { request, preloaded }: PageRequest,
  { caches, fetch }: ShellHost,
): Promise<Response> | undefined {
  const { pathname } = new URL(request.url);
  const kept = async () => (await caches.open(cacheName(shell))).match(pathname);
  if (request.method !== 'GET') return undefined;
  if (request.mode === 'navigate' && shell.pages.includes(pathname)) {
    return fetchPage(request, preloaded, fetch).catch(async (error: unknown) => {
      const page = await kept();
      if (!page) throw error;
      return page;
    });
  }
  if (!shell.files.includes(pathname)) return undefined;
  return kept().then((file) => file ?? fetch(request as Request));
}

async function fetchPage(
  request: PageRequest['request'],
  preloaded: PageRequest['preloaded'],
  fetch: ShellHost['fetch'],
): Promise<Response> {
  return (await preloaded) ?? fetch(request as Request);
}
