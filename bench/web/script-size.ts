import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

/**
 * The bytes of script, compressed, that a browser fetches for a page before anything is asked of it.
 * Scripts for browsers without modules are not counted: none that can play a song loads them.
 */
export async function firstLoadScriptBytes(outFolder: string, page: string): Promise<number> {
  const html = await readFile(join(outFolder, page), 'utf8');
  const sizes = await Promise.all(
    scriptsOf(html).map(async (path) => gzipSync(await readFile(join(outFolder, path))).length),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}

/** The paths of a page's scripts, each once. */
export function scriptsOf(html: string): readonly string[] {
  const tags = [...html.matchAll(/<script\b[^>]*>/g)].map(([tag]) => tag);
  const paths = tags
    .filter((tag) => !/\bnomodule\b/i.test(tag))
    .flatMap((tag) => /\bsrc="([^"?]+)/.exec(tag)?.[1] ?? []);
  return [...new Set(paths)];
}
