import { laterFilesIn } from '../scripts/name-later-files.ts';

/** Whether a URL is one of the scripts of a finished song, as the build lists them in the page. */
export async function laterScriptsOf(origin: string): Promise<(url: URL) => boolean> {
  const files = laterFilesIn(await (await fetch(`${origin}/song`)).text());
  if (files.length === 0) throw new Error('The page does not name the scripts of a finished song');
  const scripts = new Set(files.filter((path) => path.endsWith('.js')));
  return ({ pathname }) => scripts.has(pathname);
}
