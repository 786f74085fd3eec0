import { readdirSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../../../audio/audio-fixtures.ts';
import { markUsed, removeOutdated } from './rewritten-cache.ts';

const source = 'a'.repeat(64);
const longAgo = new Date(Date.now() - 8 * 24 * 3600 * 1000);

/** A cache of files that nobody has used for eight days. */
async function oldCache(...names: string[]): Promise<string> {
  const folder = await temporaryFolder();
  for (const name of names) {
    writeFileSync(join(folder, name), 'weights');
    utimesSync(join(folder, name), longAgo, longAgo);
  }
  return folder;
}

test('only what other versions made of the same source goes', async () => {
  const outdated = [
    `${source}.vocals-int8-3.onnx`,
    `${source}.float32-2.onnx`,
    `${source}.vocals-cpu-float32-4.onnx.812.partial`,
    `${source}.vocals-cpu-float32-4.onnx.3f2b8c1e-7a54-4d0b-9c36-1e5f0a9b7d21.partial`,
  ];
  const kept = [
    `${source}.vocals-cpu-float32-4.onnx`,
    `${source}.onnx`,
    `${source}.onnx.partial`,
    `${'b'.repeat(64)}.vocals-int8-3.onnx`,
    'notes-3.onnx',
  ];
  const folder = await oldCache(...outdated, ...kept);
  expect([...(await removeOutdated(folder, source, 4))].sort()).toEqual(outdated.sort());
  expect(readdirSync(folder).sort()).toEqual(kept.sort());
});

test('what was used in the last week stays', async () => {
  const name = `${source}.vocals-int8-3.onnx`;
  const folder = await oldCache(name);
  await markUsed(join(folder, name));
  expect(statSync(join(folder, name)).mtimeMs).toBeGreaterThan(longAgo.getTime());
  expect(await removeOutdated(folder, source, 4)).toEqual([]);
  expect(readdirSync(folder)).toEqual([name]);
});

test('using a file that is gone meanwhile is no error', async () => {
  const folder = await oldCache();
  await expect(markUsed(join(folder, 'gone.onnx'))).resolves.toBeUndefined();
});

test.skipIf(process.platform === 'win32')(
  'a process that has a file open can read it to its end',
  async () => {
    const name = `${source}.vocals-int8-3.onnx`;
    const folder = await oldCache(name);
    const file = await open(join(folder, name));
    expect(await removeOutdated(folder, source, 4)).toEqual([name]);
    expect(await file.readFile('utf8')).toBe('weights');
    await file.close();
  },
);
