import { expect, it } from 'vitest';
import { bundleAudioScript, scriptPath } from './audio-scripts.ts';

it.each(['player-engine', 'listener'] as const)(
  'the %s is one script, named for its content',
  async (name) => {
    const { path, code } = await bundleAudioScript(name);
    const text = new TextDecoder().decode(code);
    expect(text).toContain('registerProcessor');
    expect(text).not.toMatch(/\bimport\b|process\.env/);
    expect(path).toMatch(new RegExp(`^/_next/static/${name}\\.[0-9a-f]{16}\\.js$`));
    expect(path).toBe(scriptPath(name, code));
    expect(await bundleAudioScript(name)).toEqual({ path, code });
  },
);

it('another script has another path, so that both can be on the site', async () => {
  const { path, code } = await bundleAudioScript('listener');
  const next = new TextEncoder().encode(`${new TextDecoder().decode(code)};`);
  expect(scriptPath('listener', next)).not.toBe(path);
});
