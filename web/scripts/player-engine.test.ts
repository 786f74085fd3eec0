import { expect, it } from 'vitest';
import { bundlePlayerEngine, enginePath } from './player-engine.ts';

it('the engine is one script, named for its content', async () => {
  const { path, code } = await bundlePlayerEngine();
  const text = new TextDecoder().decode(code);
  expect(text).toContain('registerProcessor');
  expect(text).not.toMatch(/\bimport\b|process\.env/);
  expect(path).toMatch(/^\/_next\/static\/player-engine\.[0-9a-f]{16}\.js$/);
  expect(path).toBe(enginePath(code));
  expect(await bundlePlayerEngine()).toEqual({ path, code });
});

it('another engine has another path, so that both can be on the site', async () => {
  const { path, code } = await bundlePlayerEngine();
  const next = new TextEncoder().encode(`${new TextDecoder().decode(code)};`);
  expect(enginePath(next)).not.toBe(path);
});
