import { type Shell, versionOf } from '../lib/offline/shell.ts';

/**
 * The files that the service worker caches to open pages without a connection.
 * @param pages HTML by path.
 */
export async function composeShell(pages: Readonly<Record<string, string>>): Promise<Shell> {
  const texts = Object.values(pages);
  return {
    version: await versionOf(texts),
    pages: Object.keys(pages),
    files: [...new Set(texts.flatMap(filesOf))].sort(),
  };
}

/** The scripts and style sheets of a page, without those for browsers without modules. */
function filesOf(html: string): readonly string[] {
  const tags = html.match(/<(?:script\b|link rel="stylesheet")[^>]*>/g) ?? [];
  return tags
    .filter((tag) => !/\bnomodule\b/i.test(tag))
    .flatMap((tag) => /\b(?:src|href)="([^"?]+)/.exec(tag)?.[1] ?? []);
}
