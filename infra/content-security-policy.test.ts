import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { contentSecurityPolicy, inlineScriptHashes } from './content-security-policy.ts';
import { emptyFolder } from './testing/synthesise.ts';

// printf alert\(1\) | openssl dgst -sha256 -binary | base64
const hashOfAlert = "'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI='";

describe('inlineScriptHashes', () => {
  it('lists each inline script once and ignores external scripts', () => {
    const folder = emptyFolder();
    writeFileSync(join(folder, 'a.html'), '<script>alert(1)</script><script src="/x.js"></script>');
    writeFileSync(join(folder, 'b.html'), '<script id="s">alert(1)</script>');
    expect(inlineScriptHashes(folder)).toEqual([hashOfAlert]);
  });

  it('is empty before the pages are built', () => {
    expect(inlineScriptHashes(join(emptyFolder(), 'absent'))).toEqual([]);
  });
});

describe('contentSecurityPolicy', () => {
  const policy = contentSecurityPolicy({
    scriptHashes: [hashOfAlert],
    uploadsOrigin: 'https://up.example',
    resultsOrigin: 'https://down.example',
  });
  const directive = (name: string) =>
    policy.split('; ').find((each) => each.startsWith(`${name} `));

  it('allows scripts of the own origin and the listed inline scripts', () => {
    expect(directive('default-src')).toBe("default-src 'none'");
    expect(directive('script-src')).toBe(`script-src 'self' ${hashOfAlert}`);
    expect(directive('style-src')).toBe("style-src 'self'");
  });

  it('allows connections to the own origin and the two buckets', () => {
    expect(directive('connect-src')).toBe(
      "connect-src 'self' https://up.example https://down.example",
    );
    expect(directive('media-src')).toBe("media-src 'self' blob: https://down.example");
    expect(directive('frame-ancestors')).toBe("frame-ancestors 'none'");
  });
});
