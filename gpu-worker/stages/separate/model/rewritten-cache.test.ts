import { readdirSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../../audio/testing/audio-fixtures.ts';
import { htdemucs } from './model-manifest.ts';
import { markUsed, removeOutdated, rewrittenModel } from './rewritten-cache.ts';

const source = 'a'.repeat(64);
const dayMs = 24 * 3600 * 1000;

/** A cache whose files were last used some days ago. */
async function cacheOf(names: readonly string[], unusedDays = 8): Promise<string> {
  const folder = await temporaryFolder();
  const lastUse = new Date(Date.now() - unusedDays * dayMs);
  for (const name of names) {
    writeFileSync(join(folder, name), 'weights');
    utimesSync(join(folder, name), lastUse, lastUse);
  }
  return folder;
}

describe('removeOutdated', () => {
  it('removes files of other versions and partial files of the same model', async () => {
    const outdated = [
      `${source}.vocals-int8-3.onnx`,
      `${source}.float32-2.onnx`,
      `${source}.vocals-cpu-float32-40.onnx`,
      `${source}.vocals-cpu-float32-4.onnx.812.partial`,
      `${source}.vocals-cpu-float32-4.onnx.3f2b8c1e-7a54-4d0b-9c36-1e5f0a9b7d21.partial`,
    ];
    const kept = [
      `${source}.vocals-cpu-float32-4.onnx`,
      `${source}.onnx`,
      `${source}.onnx.partial`,
      `${source}.vocals-int8-3.onnx.json`,
      `x${source}.vocals-int8-3.onnx`,
      `${'b'.repeat(64)}.vocals-int8-3.onnx`,
      'notes-3.onnx',
    ];
    const folder = await cacheOf([...outdated, ...kept]);
    expect([...(await removeOutdated(folder, source, 4))].sort()).toEqual(outdated.sort());
    expect(readdirSync(folder).sort()).toEqual(kept.sort());
  });

  it.each([
    [6.9, 'keeps', []],
    [7.1, 'removes', [`${source}.vocals-int8-3.onnx`]],
  ])('%d days after the last use %s a file', async (unusedDays, _verb, removed) => {
    const folder = await cacheOf([`${source}.vocals-int8-3.onnx`], unusedDays);
    expect(await removeOutdated(folder, source, 4)).toEqual(removed);
  });

  it.skipIf(process.platform === 'win32')('leaves an open file readable', async () => {
    const name = `${source}.vocals-int8-3.onnx`;
    const folder = await cacheOf([name]);
    const file = await open(join(folder, name));
    expect(await removeOutdated(folder, source, 4)).toEqual([name]);
    expect(await file.readFile('utf8')).toBe('weights');
    await file.close();
  });
});

describe('markUsed', () => {
  it('sets the modification time to now', async () => {
    const name = `${source}.vocals-int8-3.onnx`;
    const folder = await cacheOf([name]);
    await markUsed(join(folder, name));
    expect(Date.now() - statSync(join(folder, name)).mtimeMs).toBeLessThan(60_000);
  });

  it('ignores a missing file', async () => {
    await expect(markUsed(join(await cacheOf([]), 'gone.onnx'))).resolves.toBeUndefined();
  });
});

describe('rewrittenModel', () => {
  it.each([
    ['cpu', 'int8', true, 'vocals-cpu-int8'],
    ['cpu', 'float32', false, 'all-cpu-float32'],
    ['openvino', 'int8-weights', true, 'vocals-openvino-int8-weights'],
    // A GPU has no fast 8-bit products.
    ['gpu', 'int8', true, 'vocals-gpu-float32'],
  ] as const)(
    'for %s, %s, voice only: %s is cached as %s',
    async (target, precision, voiceOnly, kind) => {
      const name = `${htdemucs.sha256}.${kind}-6.onnx`;
      const outdated = `${htdemucs.sha256}.${kind}-5.onnx`;
      const cacheDir = await cacheOf([name, outdated]);
      const log = pino({ level: 'silent' });
      const options = { log, cacheDir, precision, voiceOnly };
      const model = { path: 'unused.onnx', manifest: htdemucs };
      expect(await rewrittenModel(model, target, options)).toBe(join(cacheDir, name));
      expect(Date.now() - statSync(join(cacheDir, name)).mtimeMs).toBeLessThan(60_000);
      expect(readdirSync(cacheDir)).toEqual([name]);
    },
  );
});
