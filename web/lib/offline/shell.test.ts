import { expect, it } from 'vitest';
import {
  cacheShell,
  deleteOtherShells,
  respondFromShell,
  type Shell,
  type ShellHost,
  versionOf,
} from './shell.ts';

const origin = 'https://page.example';

async function shellOf(build: string): Promise<Shell> {
  const version = await versionOf([`home ${build}`, `song ${build}`]);
  return {
    version,
    pages: ['/', '/song'],
    files: [`/${build}.js`],
    sample: ['/sample/score.json'],
  };
}

/** A browser's caches, and a site that serves one build or is down. */
function openBrowser() {
  const kept = new Map<string, Map<string, Response>>();
  const site = { build: 'one', isThere: true, asked: [] as string[] };
  const fetch = async (input: string | Pick<Request, 'url'>) => {
    const { pathname } = new URL(typeof input === 'string' ? input : input.url, origin);
    site.asked.push(pathname);
    if (!site.isThere) throw new TypeError('no connection');
    const page = { '/': 'home', '/song': 'song' }[pathname] ?? pathname;
    return new Response(`${page} ${site.build}`);
  };
  const open = (name: string) => {
    const cache = kept.get(name) ?? new Map<string, Response>();
    kept.set(name, cache);
    const put = async (path: string, answer: Response) => void cache.set(path, answer);
    return {
      put,
      match: async (path: string) => cache.get(path)?.clone(),
      addAll: async (paths: string[]) => {
        for (const path of paths) await put(path, await fetch(path));
      },
    };
  };
  const caches = {
    open: async (name: string) => open(name),
    keys: async () => [...kept.keys()],
    delete: async (name: string) => kept.delete(name),
  };
  return { host: { caches, fetch } as unknown as ShellHost, kept, site };
}

const requestFor = (path: string, { mode = 'navigate', method = 'GET' } = {}) => ({
  request: { url: origin + path, mode: mode as RequestMode, method },
});

it('pages come from the network, and offline from the cache', async () => {
  const { host, site } = openBrowser();
  const shell = await shellOf('one');
  await cacheShell(shell, host);
  site.build = 'two';
  const text = async () => (await respondFromShell(shell, requestFor('/song#1'), host))?.text();
  expect(await text()).toBe('song two');
  site.isThere = false;
  expect(await text()).toBe('song one');
});

it('a preloaded page is not fetched again', async () => {
  const { host, site } = openBrowser();
  const preloaded = Promise.resolve(new Response('early'));
  const answer = respondFromShell(await shellOf('one'), { ...requestFor('/'), preloaded }, host);
  expect(await (await answer)?.text()).toBe('early');
  expect(site.asked).toEqual([]);
});

it('so does the sample', async () => {
  const { host, site } = openBrowser();
  const shell = await shellOf('one');
  await cacheShell(shell, host);
  site.build = 'two';
  const request = requestFor('/sample/score.json', { mode: 'cors' });
  const text = async () => (await respondFromShell(shell, request, host))?.text();
  expect(await text()).toBe('/sample/score.json two');
  site.isThere = false;
  expect(await text()).toBe('/sample/score.json one');
});

it('scripts of this build come from the cache', async () => {
  const { host, site } = openBrowser();
  const shell = await shellOf('one');
  await cacheShell(shell, host);
  site.isThere = false;
  const answer = await respondFromShell(shell, requestFor('/one.js', { mode: 'no-cors' }), host);
  expect(await answer?.text()).toBe('/one.js one');
});

it.each([
  ['/api/jobs/1', {}],
  ['/api/jobs/1', { mode: 'cors' }],
  ['/two.js', { mode: 'no-cors' }],
  ['/results/vocals.m4a', { mode: 'no-cors' }],
  ['/song', { method: 'POST' }],
])('%s %o is left to the browser', async (path, how) => {
  const { host } = openBrowser();
  expect(respondFromShell(await shellOf('one'), requestFor(path, how), host)).toBeUndefined();
});

it('a page that is not cached fails offline', async () => {
  const { host, site } = openBrowser();
  site.isThere = false;
  await expect(respondFromShell(await shellOf('one'), requestFor('/'), host)).rejects.toThrow(
    TypeError,
  );
});

it('a new build replaces the old one and no other cache', async () => {
  const { host, kept, site } = openBrowser();
  await cacheShell(await shellOf('one'), host);
  kept.set('something else', new Map());
  site.build = 'two';
  const shell = await shellOf('two');
  await cacheShell(shell, host);
  await deleteOtherShells(shell, host);
  expect([...kept.keys()]).toEqual(['something else', `shell-${shell.version}`]);
});

it('pages of another build are not cached', async () => {
  const { host, kept } = openBrowser();
  await expect(cacheShell(await shellOf('two'), host)).rejects.toThrow('another build');
  expect(kept.size).toBe(0);
});
