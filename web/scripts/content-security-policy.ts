import { createHash } from 'node:crypto';

/**
 * Puts a Content-Security-Policy into a page of the static export. Its inline scripts, which differ
 * from build to build, are allowed by their SHA-256 and nothing else inline is.
 */
export function injectPolicy(html: string): string {
  const policy = composePolicy(inlineScripts(html));
  return html.replace(
    /<head([^>]*)>/,
    (head) => `${head}<meta http-equiv="Content-Security-Policy" content="${policy}">`,
  );
}

/** The policy with which a page that has these inline scripts runs. */
export function composePolicy(scripts: readonly string[]): string {
  const hashes = scripts.map((script) => `'sha256-${sha256(script)}'`);
  // Songs go to and come from S3 directly; its origin is known only after deployment.
  const storage = "'self' https: http://127.0.0.1:* http://localhost:*";
  return [
    "default-src 'self'",
    `script-src ${["'self'", ...new Set(hashes)].join(' ')}`,
    // Engraving and progress bars set style attributes; no style sheet is written into a page.
    "style-src 'self'",
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data: blob:",
    `media-src blob: ${storage}`,
    // The engraving fonts come inside VexFlow's script.
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
