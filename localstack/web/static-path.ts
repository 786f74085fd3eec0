import { extname } from 'node:path';

/** Maps a path of the site to a file of the static export, like the CloudFront Function: `/song` to `/song.html`. */
export function staticPath(path: string): string {
  if (path.endsWith('/')) return `${path}index.html`;
  return extname(path) === '' ? `${path}.html` : path;
}
