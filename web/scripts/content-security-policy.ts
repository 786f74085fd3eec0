import { createHash } from 'node:crypto';

/** The encoding, which browsers search in the first kilobyte only, stays first. */
const startOfHead = /<head[^>]*>(<meta charset="[^"]*"\/?>)?/i;

/**
 * Adds a Content-Security-Policy to a page of the static export. Its inline scripts, which change with
 * each build, are allowed by their SHA-256 hashes; no other inline script is. A page and its policy are
 * one file, so that pages of two releases can be served at once.
 * @throws {Error} if the page has no head, because it would have no policy for its inline scripts.
 */
export function injectPolicy(html: string): string {
  if (!startOfHead.test(html)) throw new Error('The page has no head');
  const policy = composePolicy(inlineScripts(html));
  return html.replace(
    startOfHead,
    (start) => `${start}<meta http-equiv="Content-Security-Policy" content="${policy}">`,
  );
}

/** The policy of a page with some inline scripts. */
export function composePolicy(scripts: readonly string[]): string {
  const hashes = scripts.map((script) => `'sha256-${sha256(script)}'`);
  // Songs are uploaded to and fetched from S3 directly; its origin is known only after deployment.
  const storage = "'self' https: http://127.0.0.1:* http://localhost:*";
  return [
    "default-src 'self'",
    `script-src ${["'self'", ...new Set(hashes)].join(' ')}`,
    // The score and progress bars set style attributes; pages contain no inline style sheets.
    "style-src 'self'",
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data: blob:",
    `media-src blob: ${storage}`,
    // VexFlow's script contains its fonts as data URLs.
    "font-src 'self' data:",
    `connect-src ${storage}`,
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}

function inlineScripts(html: string): readonly string[] {
  return [...html.matchAll(/<script(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/script>/g)].map(
    (match) => match[1] ?? '',
  );
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('base64');
}
