import { extname } from 'node:path';

/** The file of the static export that a path of the site means: `/song` is `/song.html`, as CloudFront has it. */
export function staticPath(path: string): string {
  if (path.endsWith('/')) return `${path}index.html`;
  return extname(path) === '' ? `${path}.html` : path;
}
