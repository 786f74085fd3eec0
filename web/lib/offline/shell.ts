/** The files of one build that open a page offline. They contain no song but the sample. */
export interface Shell {
  /** Unique to a build, see {@link versionOf}. */
  readonly version: string;
  /** The paths of the pages: `/`, `/song`. */
  readonly pages: readonly string[];
  /** The paths of their scripts, style sheets and fonts, which contain hashes of the contents. */
  readonly files: readonly string[];
  /** The paths of the sample's artifacts. */
  readonly sample: readonly string[];
}

/** The service worker's globals, or fakes. */
export interface ShellHost {
  readonly caches: Pick<CacheStorage, 'open' | 'keys' | 'delete'>;
  readonly fetch: typeof fetch;
}

const prefix = 'shell-';
const cacheName = ({ version }: Shell) => prefix + version;

/** The version of a build: the SHA-256 of its pages, whose file names contain hashes of their content. */
export async function versionOf(pages: readonly string[]): Promise<string> {
  const bytes = new TextEncoder().encode(pages.join('\0'));
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/**
 * Caches the shell.
 * @throws {Error} when the pages are of another build, which happens during a deployment; a TypeError
 * when the connection is lost. The browser retries at the next visit.
 */
export async function cacheShell(shell: Shell, { caches, fetch }: ShellHost): Promise<void> {
  const answers = await Promise.all(shell.pages.map((path) => fetch(path, { cache: 'no-cache' })));
  const texts = await Promise.all(answers.map((answer) => answer.clone().text()));
  if ((await versionOf(texts)) !== shell.version) {
    throw new Error('The pages are of another build than the service worker');
  }
  const cache = await caches.open(cacheName(shell));
  await cache.addAll([...shell.files]);
  await Promise.all(
    shell.pages.map((path, index) => cache.put(path, answers[index] ?? Response.error())),
  );
  await cache.addAll([...shell.sample]);
}

/** Deletes the cached shells of other builds. */
export async function deleteOtherShells(shell: Shell, { caches }: ShellHost): Promise<void> {
  const old = (await caches.keys()).filter(
    (name) => name.startsWith(prefix) && name !== cacheName(shell),
  );
  await Promise.all(old.map((name) => caches.delete(name)));
}

/** A request from a page. */
export interface PageRequest {
  readonly request: Pick<Request, 'method' | 'mode' | 'url'>;
  /** The response of the browser's navigation preload. */
  readonly preloaded?: Promise<Response | undefined>;
}

/**
 * The response to a request. Pages and the sample come from the network and only offline from the cache,
 * so a new build shows at once. The shell's files come from the cache: their names contain content hashes.
 * @returns `undefined` for other requests, which the browser handles.
 */
export function respondFromShell(
  shell: Shell,
  { request, preloaded }: PageRequest,
  { caches, fetch }: ShellHost,
): Promise<Response> | undefined {
  const { pathname } = new URL(request.url);
  const kept = async () => (await caches.open(cacheName(shell))).match(pathname);
  if (request.method !== 'GET') return undefined;
  const isPage = request.mode === 'navigate' && shell.pages.includes(pathname);
  if (isPage || shell.sample.includes(pathname)) {
    return fetchFirst(request, isPage ? preloaded : undefined, fetch).catch(
      async (error: unknown) => {
        const answer = await kept();
        if (!answer) throw error;
        return answer;
      },
    );
  }
  if (!shell.files.includes(pathname)) return undefined;
  return kept().then((file) => file ?? fetch(request as Request));
}

async function fetchFirst(
  request: PageRequest['request'],
  preloaded: PageRequest['preloaded'],
  fetch: ShellHost['fetch'],
): Promise<Response> {
  return (await preloaded) ?? fetch(request as Request);
}
