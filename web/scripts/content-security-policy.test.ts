import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { composePolicy, injectPolicy } from './content-security-policy.ts';

it('allows exactly the inline scripts of the page, and precedes them', () => {
  const html =
    '<html><head><title>x</title></head><body><script src="/a.js"></script><script id="b">let a=1</script></body></html>';
  const hash = createHash('sha256').update('let a=1').digest('base64');
  const injected = injectPolicy(html);
  expect(injected).toContain(`script-src 'self' 'sha256-${hash}';`);
  expect(injected.indexOf('<meta')).toBeLessThan(injected.indexOf('<title'));
  expect(/script-src[^;]*unsafe/.test(injected)).toBe(false);
});

it('follows the encoding, which has to be in the first kilobyte', () => {
  const html = '<head><meta charSet="utf-8"/><script>let a</script></head>';
  expect(injectPolicy(html)).toMatch(
    /^<head><meta charSet="utf-8"\/><meta http-equiv=[^>]*><script>/,
  );
});

it('no page is published without a policy', () => {
  expect(() => injectPolicy('<script>let a</script>')).toThrow(/no head/);
});

it('allows style sheets from the same origin only, and recorded sound', () => {
  const policy = composePolicy([]).split('; ');
  expect(policy).toContain("style-src 'self'");
  expect(policy.find((directive) => directive.startsWith('media-src'))).toMatch(/ ?blob:/);
  expect(policy.filter((directive) => directive.includes('unsafe'))).toEqual([
    "style-src-attr 'unsafe-inline'",
  ]);
});
