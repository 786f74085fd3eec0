import { createHash } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const inlineScript = /<script(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/script>/g;

/**
 * CSP hash sources of the pages' inline scripts, sorted and unique; empty if the folder does not
 * exist. A browser runs no other inline scripts.
 */
export function inlineScriptHashes(webFolder: string): readonly string[] {
  const pages = globSync('**/*.html', { cwd: webFolder }).map((page) =>
    readFileSync(join(webFolder, page), 'utf8'),
  );
  const scripts = pages.flatMap((html) =>
    Array.from(html.matchAll(inlineScript), ([, text = '']) => text),
  );
  const hashes = scripts.map((text) => createHash('sha256').update(text).digest('base64'));
  return [...new Set(hashes)].sort().map((hash) => `'sha256-${hash}'`);
}

export interface PolicySources {
  readonly scriptHashes: readonly string[];
  /** Origin of the uploads bucket. */
  readonly uploadsOrigin: string;
  /** Origin of the results bucket. */
  readonly resultsOrigin: string;
}

/** The Content-Security-Policy of every page: its own origin and the two buckets. */
export function contentSecurityPolicy({
  scriptHashes,
  uploadsOrigin,
  resultsOrigin,
}: PolicySources): string {
  const directives: Readonly<Record<string, readonly string[]>> = {
    'default-src': ["'none'"],
    'script-src': ["'self'", ...scriptHashes],
    // VexFlow sets sizes and colours in style attributes and embeds its fonts as data URLs.
    'style-src': ["'self'"],
    'style-src-attr': ["'unsafe-inline'"],
    'font-src': ["'self'", 'data:'],
    'img-src': ["'self'", 'data:', 'blob:'],
    'media-src': ["'self'", 'blob:', resultsOrigin],
    'connect-src': ["'self'", uploadsOrigin, resultsOrigin],
    'worker-src': ["'self'"],
    'manifest-src': ["'self'"],
    'form-action': ["'none'"],
    'frame-ancestors': ["'none'"],
    'base-uri': ["'none'"],
  };
  const composed = Object.entries(directives).map(([name, sources]) =>
    [name, ...sources].join(' '),
  );
  return [...composed, 'upgrade-insecure-requests'].join('; ');
}
