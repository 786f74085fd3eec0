import { laterFilesName } from '../lib/api/prefetch-song.ts';

/** Whether a URL is one of the scripts of a finished song, as the build lists them in the page. */
export async function laterScriptsOf(origin: string): Promise<(url: URL) => boolean> {
  const html = await (await fetch(`${origin}/song`)).text();
  const named = new RegExp(`<meta name="${laterFilesName}" content="([^"]+)"`).exec(html)?.[1];
  if (!named) throw new Error('The page does not name the scripts of a finished song');
  const scripts = new Set(named.split(' ').filter((path) => path.endsWith('.js')));
  return ({ pathname }) => scripts.has(pathname);
}
