import { laterFilesName } from '../lib/api/prefetch-song.ts';

const scriptPath = /<script\b[^>]*\ssrc="([^"?]+)/g;
const chunkName = /"(static\/chunks\/[\w.~-]+\.(?:js|css))"/g;

/**
 * The files that a page's scripts may fetch later, as the bundler has written them into the scripts.
 * Not recursive.
 */
export async function laterFilesOf(
  html: string,
  read: (path: string) => Promise<string>,
): Promise<readonly string[]> {
  const own = [...html.matchAll(scriptPath)].map(([, path]) => path ?? '');
  const texts = await Promise.all(own.map(read));
  const named = texts
    .flatMap((text) => [...text.matchAll(chunkName)])
    .map(([, name]) => `/_next/${name}`);
  return [...new Set(named)].filter((path) => !own.includes(path));
}

/** The files that a page lists; see {@link nameLaterFiles}. */
export function laterFilesIn(html: string): readonly string[] {
  const list = new RegExp(`<meta name="${laterFilesName}" content="([^"]*)"`).exec(html)?.[1];
  return list?.split(' ').filter((path) => path !== '') ?? [];
}

/** Lists in a page the files that it needs for a score, for its early script to prefetch. */
export function nameLaterFiles(html: string, files: readonly string[]): string {
  const meta = `<meta name="${laterFilesName}" content="${files.join(' ')}"/>`;
  return html.replace(/<meta charset="[^"]*"\/?>/i, (charset) => charset + meta);
}
