import { expect, it } from 'vitest';
import { hoistInlineScripts } from './hoist-inline-scripts.ts';

it('inline scripts of the head precede its style sheets, which are preloaded', () => {
  const html =
    '<head><meta charSet="utf-8"/><link rel="stylesheet" href="/a.css"/><script>let a="$&"</script></head><body><script>let b</script></body>';
  expect(hoistInlineScripts(html)).toBe(
    '<head><meta charSet="utf-8"/><link rel="preload" as="style" href="/a.css"/><script>let a="$&"</script><link rel="stylesheet" href="/a.css"/></head><body><script>let b</script></body>',
  );
});
