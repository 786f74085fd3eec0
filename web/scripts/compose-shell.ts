import { type Shell, versionOf } from '../lib/offline/shell.ts';
import { laterFilesIn } from './name-later-files.ts';

/** Files that no page names in a tag. */
interface OtherFiles {
  /** With hashes of their contents in their names. */
  readonly hashed: readonly string[];
  /** The sample's artifacts. */
  readonly sample: readonly string[];
}

/**
 * The files that the service worker caches to open pages, and the sample on them, without a connection.
 * @param pages HTML by path.
 */
export async function composeShell(
  pages: Readonly<Record<string, string>>,
  { hashed, sample }: OtherFiles,
): Promise<Shell> {
  const texts = Object.values(pages);
  const named = texts.flatMap((html) => [...filesOf(html), ...laterFilesIn(html)]);
  return {
    version: await versionOf(texts),
    pages: Object.keys(pages),
    files: [...new Set([...named, ...hashed])].sort(),
    sample: [...sample].sort(),
  };
}

/** The scripts and style sheets of a page, without those for browsers without modules. */
function filesOf(html: string): readonly string[] {
  const tags = html.match(/<(?:script\b|link rel="stylesheet")[^>]*>/g) ?? [];
  return tags
    .filter((tag) => !/\bnomodule\b/i.test(tag))
    .flatMap((tag) => /\b(?:src|href)="([^"?]+)/.exec(tag)?.[1] ?? []);
}
