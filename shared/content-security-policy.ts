/** Origins that the pages may exchange files with, such as `https://bucket.example`. */
export interface StorageOrigins {
  readonly uploads: readonly string[];
  readonly results: readonly string[];
}

/**
 * The Content-Security-Policy header of every page. A browser enforces it together with the policy that
 * the build writes into each page, which names the page's inline scripts by their hashes. This one names
 * none: pages of an older release, from a cache or during a deployment, then work under the header of a
 * newer one.
 */
export function policyHeader({ uploads, results }: StorageOrigins): string {
  const directives: Readonly<Record<string, readonly string[]>> = {
    'default-src': ["'none'"],
    // The policy in the page restricts inline scripts further.
    'script-src': ["'self'", "'unsafe-inline'"],
    // VexFlow sets sizes and colours in style attributes and embeds its fonts as data URLs.
    'style-src': ["'self'"],
    'style-src-attr': ["'unsafe-inline'"],
    'font-src': ["'self'", 'data:'],
    'img-src': ["'self'", 'data:', 'blob:'],
    'media-src': ["'self'", 'blob:', ...results],
    'connect-src': [...new Set(["'self'", ...uploads, ...results])],
    'worker-src': ["'self'"],
    'manifest-src': ["'self'"],
    'form-action': ["'none'"],
    'frame-ancestors': ["'none'"],
    'base-uri': ["'none'"],
  };
  return Object.entries(directives)
    .map(([name, sources]) => [name, ...sources].join(' '))
    .join('; ');
}
