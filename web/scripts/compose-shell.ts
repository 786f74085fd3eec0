import { type Shell, versionOf } from '../lib/offline/shell.ts';

/** What is kept of these pages, given as their addresses and their HTML, to open them without a connection. */
export async function composeShell(pages: Readonly<Record<string, string>>): Promise<Shell> {
  const texts = Object.values(pages);
  return {
    version: await versionOf(texts),
    pages: Object.keys(pages),
    files: [...new Set(texts.flatMap(filesOf))].sort(),
  };
}

/** The scripts and style sheets that a page names, without those for browsers that know no modules. */
function filesOf(html: string): readonly string[] {
  const tags = html.match(/<(?:script\b|link rel="stylesheet")[^>]*>/g) ?? [];
  return tags
    .filter((tag) => !/\bnomodule\b/i.test(tag))
    .flatMap((tag) => /\b(?:src|href)="([^"?]+)/.exec(tag)?.[1] ?? []);
}
