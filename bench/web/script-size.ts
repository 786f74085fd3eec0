import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

/**
 * Compressed size in bytes of the scripts that a page loads initially. `nomodule` scripts are not
 * counted because no supported browser loads them.
 */
export async function firstLoadScriptBytes(outFolder: string, page: string): Promise<number> {
  const html = await readFile(join(outFolder, page), 'utf8');
  const sizes = await Promise.all(
    scriptsOf(html).map(async (path) => gzipSync(await readFile(join(outFolder, path))).length),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}

/** The unique paths of a page's scripts. */
export function scriptsOf(html: string): readonly string[] {
  const tags = [...html.matchAll(/<script\b[^>]*>/g)].map(([tag]) => tag);
  const paths = tags
    .filter((tag) => !/\bnomodule\b/i.test(tag))
    .flatMap((tag) => /\bsrc="([^"?]+)/.exec(tag)?.[1] ?? []);
  return [...new Set(paths)];
}
