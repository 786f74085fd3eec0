import { expect, test } from 'vitest';
import { scriptsOf } from './script-size.ts';

test('counts each script once, and none for old browsers or within the page', () => {
  const html =
    '<script src="/a.js" async=""></script><script src="/old.js" noModule=""></script><script>let a</script><script src="/b.js?x"></script><script src="/a.js"></script>';
  expect(scriptsOf(html)).toEqual(['/a.js', '/b.js']);
});
